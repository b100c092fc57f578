"""What somebody reads of their standing: until when, because of what, and what would keep it, whatever the rules."""

from datetime import date

import pytest

from ninefold.academy.models import Evidence, Leave, RegisterRules, Registration
from ninefold.academy.queries.standing import entry_for
from tests.world import NOON, World

KIND = Evidence.Kind
TODAY = date(2026, 5, 20)


def said(world: World, *held: tuple[Evidence.Kind, date], on: date = TODAY) -> str:
    """What Felix reads on a day, accredited on 1 June 2025 and with this evidence."""
    entry = Registration.objects.get_or_create(person=world.facilitator.person, defaults={"entered_at": NOON})[0]
    for kind, day in ((KIND.ACCREDITED, date(2025, 6, 1)), *held):
        Evidence.objects.create(
            registration=entry, kind=kind, happened_on=day, entered_at=NOON, counts=kind == KIND.CPD
        )
    told = entry_for(world.facilitator.person, on)
    return f"{told.sentence} {told.next_step}"


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (KIND.FEEDBACK_SESSION, "because you held a feedback session on 3 March 2026"),
        (KIND.REFRESHER, "because you took part in a refresher on 3 March 2026"),
        (KIND.CPD, "because a CPD session on 3 March 2026 counts as one feedback session"),
        (KIND.OWN_360, "because you were accredited on 1 June 2025"),
        (KIND.BUDDIED, "because you were accredited on 1 June 2025"),
    ],
)
def test_the_reason_is_what_holds_it_and_not_the_last_that_is_entered(
    world: World, kind: Evidence.Kind, why: str
) -> None:
    told = said(world, (kind, date(2026, 3, 3)))
    assert why in told
    assert "One feedback session or refresher by then keeps you accredited for 12 months from its day." in told


def test_a_feedback_session_that_came_too_late_is_not_named_as_the_reason(world: World) -> None:
    told = said(world, (KIND.FEEDBACK_SESSION, date(2026, 10, 1)), on=date(2026, 10, 2))
    assert "because you were accredited on 1 June 2025" in told
    assert "A refresher by 1 October 2028" in told


def test_under_a_higher_number_it_says_how_many_more_by_when(world: World) -> None:
    RegisterRules.objects.create(region=world.midlands, sessions_needed=3, by_cpd_at_most=1)
    told = said(world, (KIND.FEEDBACK_SESSION, date(2025, 12, 1)))
    assert "2 more feedback sessions by 1 June 2026 keep you accredited." in told
    more = said(world, (KIND.FEEDBACK_SESSION, date(2026, 1, 1)))
    assert "One more feedback session by 1 June 2026 keeps you accredited." in more
    held = said(world, (KIND.FEEDBACK_SESSION, date(2026, 2, 1)))
    assert "until 1 December 2026" in held
    assert "because 3 feedback sessions lie in the 12 months from 1 December 2025 on" in held


def test_leave_is_said_with_its_days_and_without_an_end_while_it_goes_on(world: World) -> None:
    said(world)
    entry = Registration.objects.get()
    leave = Leave.objects.create(registration=entry, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 10))
    assert "10 days of leave are added." in entry_for(entry.person, TODAY).sentence
    Leave.objects.filter(pk=leave.pk).update(ends_on=None)
    told = entry_for(entry.person, TODAY)
    assert told.sentence == "You are accredited. The clock stands still while your leave goes on."
    assert told.next_step == ""


def test_a_register_that_was_brought_here_says_why_nobody_s_standing_ends(world: World) -> None:
    RegisterRules.objects.create(region=world.midlands, nobody_lapses_before=date(2026, 12, 31))
    assert "until 31 December 2026. Until then nobody’s standing ends here" in said(world)
