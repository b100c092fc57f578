"""Many who guess in the same instant: each is counted, and no more tries pass than there are."""

from tests.support.site import run_in

SCENARIO = """
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from django.db import connections
from ninefold.accounts.codes import MOST_TRIES, Mailbox, Purpose
from ninefold.accounts.limits import failures, note_failure
AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
mailbox = Mailbox(Purpose.SIGN_IN, "ada@example.org")

def guess(_number):
    try:
        note_failure("code", "ada@example.org", at=AT)
        return mailbox.tries_left(AT) >= 0
    finally:
        connections.close_all()

with ThreadPoolExecutor(12) as together:
    passed = list(together.map(guess, range(60)))
print(json.dumps([failures("code", "ada@example.org", at=AT), sum(passed), MOST_TRIES]))
"""


def test_of_many_who_guess_at_once_each_is_counted_and_five_pass(installation: dict[str, str]) -> None:
    counted, passed, most = run_in(installation, SCENARIO)
    assert (counted, passed, most) == (60, 5, 5)
