"""Codes by e-mail, and what is sent in place of one where there is nothing to open."""

from datetime import datetime

from django.db import transaction

from ninefold.accounts import queries
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.codes import Purpose
from ninefold.accounts.limits import failures, note_failure
from ninefold.accounts.mail import compose

MOST_UNKNOWN_ADDRESSES = 10


@transaction.atomic
def send_code(*, to: str, code: str, purpose: str, visitor: str, at: datetime) -> None:
    """Send the code, or to an address that it would open nothing for a mail that says so. Nobody else sees which.

    A visitor who tries many addresses that have no account makes us write to no more of them. The pages stay the same,
    and so does the work, which would otherwise tell by how long it takes: that mail is written and then dropped.
    """
    known = queries.person_with_address(to) is not None
    taken = queries.has_account(to)
    if purpose == Purpose.SIGN_UP:
        template = "sign_up_known" if known else "no_account" if taken else "sign_up_code"
    elif purpose == Purpose.ADD_ADDRESS:
        template = "address_taken" if taken else "address_code"
    else:
        template = "sign_in_code" if known else "no_account"
    receiver = to
    if template == "no_account":
        if failures("unknown-address", visitor, at=at) >= MOST_UNKNOWN_ADDRESSES:
            receiver = ""
        else:
            note_failure("unknown-address", visitor, at=at)
    grouped = f"{code[:4]} {code[4:]}"
    post(to=receiver, mail=compose(f"accounts/mail/{template}.jinja", {"code": grouped}), at=at, any_hour=True)
