"""What the register holds of a facilitator goes into their copy, and its words go when they are erased."""

import json
from datetime import date

from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.actions.register_evidence import take_back_evidence
from ninefold.academy.actions.register_leave import enter_leave
from ninefold.academy.models import Evidence, Leave, Registration, StandingTold
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.subject_access import give_copy
from ninefold.feedback.models import Facilitation
from tests.feedback.followed import OPENED, make_opened
from tests.world import NOON, OPERATOR, World

FELIX = "felix.achterberg@example.org"
WHY, WRONG = "An operation on the knee.", "It was held by somebody else."


def an_entry(world: World) -> Registration:
    """That of Felix: accredited, with leave, one thing taken back, and a reminder."""
    person = world.facilitator.person
    for day in (date(2026, 1, 5), date(2026, 2, 5)):
        enter_evidence(person=person, kind=Evidence.Kind.ACCREDITED, happened_on=day, by=world.midlands_lead, at=NOON)
    entry = Registration.objects.get()
    taken = entry.evidence.get(happened_on=date(2026, 2, 5))
    take_back_evidence(evidence=taken, reason=WRONG, by=world.midlands_lead, at=NOON)
    enter_leave(person=person, starts_on=date(2026, 3, 3), ends_on=None, reason=WHY, by=world.midlands_lead, at=NOON)
    StandingTold.objects.create(registration=entry, holds_until=date(2027, 1, 5), days=90, told_at=NOON)
    return entry


def test_the_copy_has_the_entry_with_leave_and_corrections_and_leaves_its_reason_for_review(world: World) -> None:
    an_entry(world)
    copy = give_copy(email=FELIX, notes_reviewed=False, by=OPERATOR, at=NOON)
    about = json.loads(copy.files["about-you.json"])
    assert [row["happened_on"] for row in about["your_entry_on_the_register"]] == ["2026-01-05", "2026-02-05"]
    assert about["your_entry_on_the_register"][1]["reason"] == WRONG
    assert about["your_leave"][0]["starts_on"] == "2026-03-03"
    assert len(about["when_you_were_reminded"]) == 1
    assert WHY not in json.dumps(about)
    assert any("Reasons of leave on the register, 1" in said for said in copy.for_review)


def test_with_somebody_who_never_took_a_case_their_entry_goes(world: World) -> None:
    an_entry(world)
    erase(email=FELIX, by=OPERATOR, at=NOON)
    assert not Registration.objects.exists()
    assert not Leave.objects.exists()


def test_where_a_case_keeps_the_entry_its_days_stay_and_its_words_go(world: World) -> None:
    an_entry(world)
    case = Facilitation.objects.get(assessment=make_opened(world))
    mark_held(facilitation=case, by=world.facilitator, at=OPENED)
    Facilitation.objects.update(state="counted")
    erase(email=FELIX, by=OPERATOR, at=OPENED)
    leave = Leave.objects.get()
    assert (leave.starts_on, leave.reason) == (date(2026, 3, 3), "")
    assert set(Evidence.objects.values_list("reason", "organisation")) == {("", "")}
    assert not StandingTold.objects.exists()
