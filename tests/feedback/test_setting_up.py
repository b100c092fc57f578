"""Beginning a 360: who may, where, how soon after another; and what can be changed before the start."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ninefold.accounts.actions.roles import end_role
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Organisation, Person, Programme
from ninefold.accounts.policies import By, NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import SELF
from ninefold.feedback.actions.answers import save_answers
from ninefold.feedback.actions.assessments import change_assessment, create_assessment, set_wishes
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.models import Assessment, AssessmentState, OpenAnswer, Rater
from ninefold.feedback.queries.assessments import facilitators_for, setting_up, under_way
from tests.feedback.made import answers_for, make_closed, make_draft, make_open, raters_of
from tests.world import NOON, OPERATOR, World, make_person

MARCH_30 = date(2026, 3, 30)


def begin(world: World, at: datetime = NOON, closes_on: date | None = None, form: str = "full") -> Assessment:
    return create_assessment(
        participant=world.participant.person,
        form=form,
        closes_on=closes_on or (at + timedelta(days=28)).date(),
        by=world.participant,
        at=at,
    )


def test_a_360_is_at_home_where_its_participant_was_when_they_began_it(world: World) -> None:
    made = begin(world)
    Person.objects.get_queryset().filter(pk=world.participant.person_id).update(organisation=world.ribble)
    made.refresh_from_db()
    assert (made.organisation, made.region, made.state) == (world.trent, None, AssessmentState.DRAFT)
    assert (made.framework, made.framework_version, made.form) == ("nine-dimensions", "1.0", "full")
    own = create_assessment(participant=world.payer.person, form="short", closes_on=MARCH_30, by=world.payer, at=NOON)
    assert (own.organisation, own.region) == (None, world.midlands)


def test_the_participant_is_on_their_own_list(world: World) -> None:
    (rater,) = raters_of(begin(world), SELF)
    assert (rater.name, rater.email, rater.checked) == ("Ada Okafor", "ada.okafor@example.org", True)


def test_to_begin_the_same_twice_is_to_begin_it_once(world: World) -> None:
    first = begin(world)
    assert begin(world) == first
    assert Assessment.objects.count() == Rater.objects.count() == 1
    with pytest.raises(NinefoldError, match="Finish or cancel that one first"):
        begin(world, form="short")


def begin_for(person: Person, by: By, programme: Programme | None = None) -> Assessment:
    return create_assessment(participant=person, form="full", closes_on=MARCH_30, by=by, at=NOON, programme=programme)


def test_nobody_begins_a_360_for_somebody_elsewhere(world: World) -> None:
    for role in (world.other_participant, world.facilitator, world.ribble_lead, world.administrator, OPERATOR):
        with pytest.raises(NotAllowedError):
            begin_for(world.participant.person, role)
    assert not Assessment.objects.exists()


def test_a_lead_begins_one_for_somebody_of_their_programme(world: World) -> None:
    lead, programme = world.rising_leaders_lead, world.rising_leaders
    with pytest.raises(NotAllowedError):
        begin_for(world.participant.person, lead)
    assert begin_for(world.participant.person, lead, programme).programme == programme
    with pytest.raises(NinefoldError, match="does not work in Trent Valley Hospitals"):
        begin_for(world.other_participant.person, lead, programme)


def test_somebody_without_a_home_or_a_role_is_told_so(world: World) -> None:
    Person.objects.get_queryset().filter(pk=world.participant.person_id).update(organisation=None)
    with pytest.raises(NinefoldError, match="belong to no organisation or region"):
        begin(world)
    nobody = make_person("Ola Nord", world.trent)
    with pytest.raises(NinefoldError, match="Ola Nord does not take part"):
        begin_for(nobody, world.trent_lead)


def test_a_place_that_has_not_said_where_to_speak_up_names_who_can_enter_it(world: World) -> None:
    Organisation.objects.filter(pk=world.trent.pk).update(support="")
    with pytest.raises(NinefoldError, match=r"Trent Valley Hospitals has to say.*Rosa Lindqvist"):
        begin(world)
    end_role(role=world.midlands_lead, by=OPERATOR, at=NOON)
    with pytest.raises(NinefoldError, match="Nadia Rahman"):
        begin(world)


def test_there_is_one_360_in_six_months_counted_from_the_start(world: World) -> None:
    make_closed(world)
    with pytest.raises(NinefoldError, match="from 2 September 2026"):
        begin(world, at=datetime(2026, 9, 1, 12, tzinfo=UTC))
    assert begin(world, at=datetime(2026, 9, 2, 12, tzinfo=UTC)).state == AssessmentState.DRAFT


def test_a_360_that_was_cancelled_or_ended_without_a_report_keeps_nobody_from_another(world: World) -> None:
    for state in (AssessmentState.CANCELLED, AssessmentState.TOO_FEW):
        earlier = make_open(world)
        Assessment.objects.filter(pk=earlier.pk).update(state=state)
        cancel_assessment(assessment=begin(world), by=world.participant, at=NOON)
    assert begin(world).state == AssessmentState.DRAFT


@pytest.mark.parametrize("days", [-1, 0, 6, 91, 40_000])
def test_a_questionnaire_is_open_for_a_week_at_least_and_ninety_days_at_most(world: World, days: int) -> None:
    with pytest.raises(NinefoldError, match="Choose a day from 9 March 2026 to 31 May 2026"):
        begin(world, closes_on=NOON.date() + timedelta(days=days))


def test_a_form_that_there_is_not_is_refused(world: World) -> None:
    with pytest.raises(NinefoldError, match="Choose one of the forms"):
        begin(world, form="endless")


def test_wishes_are_kept_for_the_participant_alone_to_change_and_recorded_without_their_words(world: World) -> None:
    draft = make_draft(world)
    wishes = {"why_now": " I lead a new team. ", "to_learn": "", "from_the_session": "A plan\0"}
    set_wishes(assessment=draft, **wishes, by=world.participant, at=NOON)
    assert (draft.why_now, draft.to_learn, draft.from_the_session) == ("I lead a new team.", "", "A plan")
    for role in (world.trent_lead, world.other_participant, world.facilitator):
        with pytest.raises(NotAllowedError):
            set_wishes(assessment=draft, **wishes, by=role, at=NOON)
    with pytest.raises(NinefoldError, match="up to 1000 characters"):
        set_wishes(assessment=draft, **{**wishes, "to_learn": "x" * 1001}, by=world.participant, at=NOON)
    assert "team" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_own_answers_that_the_shorter_form_does_not_ask_are_deleted(world: World) -> None:
    draft = make_draft(world, form="full")
    (own,) = raters_of(draft, SELF)
    save_answers(rater=own, given=answers_for(draft))
    before = OpenAnswer.objects.count()
    change_assessment(assessment=draft, form="short", closes_on=MARCH_30, by=world.participant, at=NOON)
    assert (draft.form, draft.closes_on) == ("short", MARCH_30)
    assert OpenAnswer.objects.count() == before - 36


def test_the_form_and_the_date_stand_once_it_has_been_started(world: World) -> None:
    assessment = make_open(world)
    with pytest.raises(NinefoldError, match="before the start"):
        change_assessment(assessment=assessment, form="full", closes_on=MARCH_30, by=world.participant, at=NOON)
    with pytest.raises(NotAllowedError):
        change_assessment(assessment=assessment, form="full", closes_on=MARCH_30, by=world.ribble_lead, at=NOON)


def test_it_is_ready_with_six_checked_colleagues_and_a_week_to_go(world: World) -> None:
    draft = make_draft(world, asked={"peer": 6})
    assert setting_up(draft, NOON.date()).ready
    assert not setting_up(draft, draft.closes_on - timedelta(days=6)).ready
    draft.raters.filter(name="Bea Peer").update(checked=False)
    assert not setting_up(draft, NOON.date()).ready
    draft.raters.filter(name="Bea Peer").update(checked=True, state="withdrawn")
    assert setting_up(draft, NOON.date()).too_few


def test_facilitators_of_ones_region_come_first_and_oneself_never(world: World) -> None:
    assert facilitators_for(make_draft(world), NOON.date()) == [
        world.facilitator.person,
        world.other_facilitator.person,
    ]
    draft = make_draft(world, participant=world.other_participant)
    assert facilitators_for(draft, NOON.date()) == [world.other_facilitator.person, world.facilitator.person]
    end_role(role=world.facilitator, by=OPERATOR, at=NOON)
    assert facilitators_for(draft, NOON.date()) == [world.other_facilitator.person]
    draft.participant = world.other_facilitator.person
    assert facilitators_for(draft, NOON.date()) == []


def test_what_is_under_way_is_a_draft_or_what_is_open(world: World) -> None:
    draft = make_draft(world)
    assert under_way(world.participant.person) == draft
    cancel_assessment(assessment=draft, by=world.participant, at=NOON)
    assert under_way(world.participant.person) is None
