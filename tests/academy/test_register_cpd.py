"""CPD elsewhere, entered by hand: what it was, whether it counts, and what a refresher does to the clock."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.actions.register_rules import set_rules
from ninefold.academy.models import Evidence
from ninefold.academy.queries.standing import entry_for
from ninefold.accounts.models import Role
from ninefold.core.errors import NinefoldError
from ninefold.core.london import LONDON
from ninefold.core.register import Rules, Standing
from ninefold.site import cli
from tests.academy.cpd import make_facilitator
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
KIND = Evidence.Kind
ELSEWHERE = "Coaching after a report, held by the college of leaders"


def enter(role: Role, kind: KIND, on: date, **said: object) -> None:
    at = datetime.combine(on, datetime.min.time(), LONDON) + timedelta(hours=12)
    enter_evidence(person=role.person, kind=kind, happened_on=on, **said, by=OPERATOR, at=at)  # type: ignore[arg-type]


@pytest.fixture
def rita(world: World) -> Role:
    """Accredited on 1 March 2026."""
    role = make_facilitator("Rita Ozturk", world.trent)
    enter(role, KIND.ACCREDITED, date(2026, 3, 1))
    return role


def sent(kind: str, day: date, **said: str) -> dict[str, str]:
    day_parts = {f"evidence-happened_on_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    return {"evidence-kind": kind, **day_parts, **{f"evidence-{name}": value for name, value in said.items()}}


@pytest.mark.parametrize(("counts", "until"), [(True, date(2027, 6, 1)), (False, date(2027, 3, 1))])
def test_a_cpd_session_elsewhere_that_counts_holds_the_standing_as_a_feedback_session_does(
    rita: Role, counts: bool, until: date
) -> None:
    enter(rita, KIND.CPD, date(2026, 6, 1), about=ELSEWHERE, counts=counts)
    assert entry_for(rita.person, date(2026, 7, 1)).position.holds_until == until


def test_a_refresher_elsewhere_restarts_the_clock_whatever_number_is_set(world: World, rita: Role) -> None:
    set_rules(
        body=world.midlands, rules=Rules(sessions_needed=3), audit_percent=5, by=world.midlands_lead, at=timezone.now()
    )
    enter(rita, KIND.CPD, date(2027, 7, 1), about=ELSEWHERE, counts=True)
    assert entry_for(rita.person, date(2027, 8, 2)).position.standing == Standing.OUT_OF_PRACTICE
    enter(rita, KIND.REFRESHER, date(2027, 8, 1), about="Refresher of the college of leaders")
    position = entry_for(rita.person, date(2027, 8, 2)).position
    assert (position.standing, position.holds_until) == (Standing.ACCREDITED, date(2028, 8, 1))


@pytest.mark.parametrize(
    ("kind", "said", "why"),
    [
        (KIND.CPD, {"about": "  "}, "Say what the CPD session was"),
        (KIND.CPD, {"about": "a" * 201}, "in up to 200 characters"),
        (KIND.REFRESHER, {"counts": True}, "a refresher does by itself"),
        (KIND.OBSERVED, {"about": ELSEWHERE}, "Only of a CPD session or a refresher"),
    ],
)
def test_what_does_not_fit_its_kind_is_refused(rita: Role, kind: KIND, said: dict[str, object], why: str) -> None:
    with pytest.raises(NinefoldError, match=why):
        enter(rita, kind, date(2026, 4, 1), **said)
    assert Evidence.objects.count() == 1


def test_two_cpd_sessions_on_one_day_are_two_and_the_same_twice_is_one(rita: Role) -> None:
    for about in (ELSEWHERE, ELSEWHERE, "Another, in the afternoon"):
        enter(rita, KIND.CPD, date(2026, 6, 1), about=about)
    assert Evidence.objects.filter(kind=KIND.CPD).count() == 2


def test_a_lead_enters_it_on_the_entry_and_the_facilitator_reads_what_it_was(
    world: World, rita: Role, client: Client
) -> None:
    day = timezone.now().date() - timedelta(days=3)
    page = f"/register/{rita.person.pk}/"
    client.force_login(world.midlands_lead.person)
    refused = client.post(f"{page}evidence/", sent("cpd", day, counts="on"))
    assert (refused.status_code, "Say what the CPD session was" in refused.content.decode()) == (422, True)
    answer = client.post(f"{page}evidence/", sent("cpd", day, counts="on", about=ELSEWHERE), follow=True)
    assert f"CPD session, {ELSEWHERE}, counts as one feedback session" in answer.content.decode()
    made = Evidence.objects.get(kind=KIND.CPD)
    assert (made.happened_on, made.about, made.counts, made.source) == (day, ELSEWHERE, True, None)
    client.force_login(rita.person)
    assert ELSEWHERE in client.get("/standing/").content.decode()


def test_the_command_enters_it_too(rita: Role) -> None:
    enter_it = ["register", "enter", rita.person.email, "cpd", "2026-06-01", "--about", ELSEWHERE, "--counts"]
    assert cli.main(enter_it) == 0
    assert Evidence.objects.get(kind=KIND.CPD).counts
