"""The report opened part by part: when, by whom, for whom; what follows from the first part; what nobody else sees."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.concerns import pass_on_concern
from ninefold.feedback.actions.facilitations import replace_facilitator
from ninefold.feedback.actions.notes import write_notes
from ninefold.feedback.actions.opening import TooEarlyError, open_all, open_section
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.models import (
    AssessmentState,
    Concern,
    Due,
    Facilitation,
    FacilitationState,
    FacilitatorNote,
    Report,
)
from ninefold.feedback.queries.reports import opened_fragment, part_fragment, sections_of, whole_fragment
from tests.feedback.made import make_closed, make_open, take_on
from tests.support.post import posted
from tests.world import World

ADA, ROSA, OMAR, DILYS = (
    f"{name}@example.org" for name in ("ada.okafor", "rosa.lindqvist", "omar.haddad", "dilys.pugh")
)
AFTER = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
MEETING = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)  # a Friday


@pytest.fixture
def case(world: World) -> Facilitation:
    """A closed 360 with a feedback session on a Friday."""
    make_closed(world)
    made = Facilitation.objects.select_related("assessment__participant", "facilitator").get()
    time = offer_time(starts_at=MEETING, minutes=120, where="Room 4", by=world.facilitator, at=AFTER)
    pick_time(facilitation=made, time=time, by=world.participant, at=AFTER)
    return made


def opened(case: Facilitation) -> list[str]:
    return list(Report.objects.get(assessment=case.assessment_id).sections_opened)


def test_the_first_part_opens_the_360_and_the_feedback_session_has_begun(world: World, case: Facilitation) -> None:
    open_section(facilitation=case, section="overview", by=world.facilitator, at=MEETING)
    case.refresh_from_db()
    case.assessment.refresh_from_db()
    assert (case.state, case.assessment.state) == (FacilitationState.SHARING, AssessmentState.OPENED)
    assert case.assessment.opened_at == Report.objects.get().first_opened_at == MEETING
    assert opened(case) == ["overview"]
    assert not Report.objects.get().all_opened


def test_parts_stand_in_the_order_of_the_report_and_opened_stays_opened(world: World, case: Facilitation) -> None:
    for section in ("how-sure", "overview", "how-sure", "how-to-read"):
        open_section(facilitation=case, section=section, by=world.facilitator, at=MEETING)
    assert opened(case) == ["how-to-read", "overview", "how-sure"]
    with pytest.raises(NinefoldError, match="no such part"):
        open_section(facilitation=case, section="secret", by=world.facilitator, at=MEETING)


def test_the_last_part_opened_by_itself_or_all_at_once_is_all(world: World, case: Facilitation) -> None:
    anchors = [section.anchor for section in sections_of(case.assessment)]
    for anchor in anchors[:-1]:
        open_section(facilitation=case, section=anchor, by=world.facilitator, at=MEETING)
    assert not Report.objects.get().all_opened
    open_all(facilitation=case, by=world.facilitator, at=MEETING)
    assert Report.objects.get().all_opened
    assert opened(case) == anchors


def test_before_it_begins_nothing_is_opened_and_the_refusal_says_when(world: World, case: Facilitation) -> None:
    for at in (AFTER, MEETING - timedelta(seconds=1)):
        with pytest.raises(TooEarlyError, match="Friday 10 April 2026, 10:00"):
            open_section(facilitation=case, section="overview", by=world.facilitator, at=at)
    with pytest.raises(TooEarlyError):
        open_all(facilitation=case, by=world.facilitator, at=AFTER, happening_now=True)
    assert opened(case) == []


def test_an_academy_may_allow_up_to_two_days_before(world: World, case: Facilitation, settings: Settings) -> None:
    settings.REPORT_BEFORE_SESSION_HOURS = 48
    with pytest.raises(TooEarlyError, match="Wednesday 8 April 2026, 10:00"):
        open_all(facilitation=case, by=world.facilitator, at=MEETING - timedelta(hours=48, seconds=1))
    open_all(facilitation=case, by=world.facilitator, at=MEETING - timedelta(hours=48))
    assert Report.objects.get().all_opened


def test_without_a_time_the_facilitator_says_that_it_is_happening_now(world: World) -> None:
    make_closed(world)
    case = Facilitation.objects.select_related("assessment").get()
    with pytest.raises(TooEarlyError, match="happening now"):
        open_section(facilitation=case, section="overview", by=world.facilitator, at=AFTER)
    open_section(facilitation=case, section="overview", by=world.facilitator, at=AFTER, happening_now=True)
    open_section(facilitation=case, section="how-sure", by=world.facilitator, at=AFTER)
    assert opened(case) == ["overview", "how-sure"]


def test_before_the_close_there_is_no_report_to_open(world: World) -> None:
    case = take_on(make_open(world), world.facilitator)
    with pytest.raises(NinefoldError, match="has not closed"):
        open_all(facilitation=case, by=world.facilitator, at=AFTER, happening_now=True)


def test_only_the_facilitator_of_the_case_opens_it(world: World, case: Facilitation) -> None:
    for by in world.roles.values():
        if by.pk != world.facilitator.pk:
            with pytest.raises(NotAllowedError):
                open_all(facilitation=case, by=by, at=MEETING)


def test_the_next_working_day_the_participant_is_asked_how_they_are_once(world: World, case: Facilitation) -> None:
    open_section(facilitation=case, section="overview", by=world.facilitator, at=MEETING)
    assert Due.objects.get(what="how_are_you").due_at == datetime(2026, 4, 13, 9, 0, tzinfo=UTC)  # Monday, 10:00
    for _sweep in range(2):
        do_what_is_due(datetime(2026, 4, 13, 9, 0, tzinfo=UTC))
    asked = [mail for mail in posted(ADA) if mail.subject == "How are you after your feedback?"]
    assert len(asked) == 1
    assert "The staff support line of Trent Valley Hospitals" in asked[0].text


def test_the_lead_hears_once_of_a_report_that_nobody_opened_in_sixty_days(case: Facilitation) -> None:
    assert case.assessment.closed_at
    late = case.assessment.closed_at + timedelta(days=61)
    for _sweep in range(2):
        do_what_is_due(late)
    assert [mail.subject for mail in posted(OMAR)] == ["The 360 of Ada Okafor waits for its feedback session"]
    assert not posted(ROSA)


def test_a_report_that_was_opened_troubles_no_lead(world: World, case: Facilitation) -> None:
    open_all(facilitation=case, by=world.facilitator, at=MEETING)
    do_what_is_due(AFTER + timedelta(days=90))
    assert not posted(OMAR)


SEEING: dict[str, Callable[[World], Role]] = {
    "another facilitator": lambda world: world.other_facilitator,
    "the organisation lead": lambda world: world.trent_lead,
    "the programme lead": lambda world: world.rising_leaders_lead,
    "the regional lead": lambda world: world.midlands_lead,
    "the national administrator": lambda world: world.administrator,
    "the data protection officer": lambda world: world.data_protection_officer,
    "another participant": lambda world: world.other_participant,
}


@pytest.mark.parametrize("who", SEEING)
def test_nobody_else_sees_a_report_opened_or_not(world: World, case: Facilitation, who: str) -> None:
    role = SEEING[who](world)
    assert not Report.objects.visible_to(role).exists()
    open_all(facilitation=case, by=world.facilitator, at=MEETING)
    assert not Report.objects.visible_to(role).exists()


def test_the_facilitator_sees_it_from_the_close_and_the_participant_from_the_first_part(
    world: World, case: Facilitation
) -> None:
    assert Report.objects.visible_to(world.facilitator).exists()
    assert not Report.objects.visible_to(world.participant).exists()
    open_section(facilitation=case, section="overview", by=world.facilitator, at=MEETING)
    assert Report.objects.visible_to(world.participant).exists()


def test_who_was_only_asked_sees_nothing(world: World) -> None:
    make_closed(world)
    Facilitation.objects.update(state=FacilitationState.REQUESTED)
    assert not Report.objects.visible_to(world.facilitator).exists()


def test_who_was_replaced_opens_nothing_more_and_who_came_after_goes_on(world: World, case: Facilitation) -> None:
    open_section(facilitation=case, section="overview", by=world.facilitator, at=MEETING)
    later = replace_facilitator(
        assessment=case.assessment, facilitator=world.other_facilitator.person, by=world.trent_lead, at=MEETING
    )
    with pytest.raises(NotAllowedError):
        open_all(facilitation=case, by=world.facilitator, at=MEETING)
    Facilitation.objects.filter(pk=later.pk).update(state=FacilitationState.ACCEPTED)
    later.refresh_from_db()
    open_all(facilitation=later, by=world.other_facilitator, at=MEETING, happening_now=True)
    case.assessment.refresh_from_db()
    assert case.assessment.state == AssessmentState.OPENED
    assert Report.objects.get().first_opened_at == MEETING
    assert Report.objects.get().all_opened


def test_the_participant_s_page_holds_what_was_opened_and_nothing_of_the_rest(world: World, case: Facilitation) -> None:
    del world
    page = opened_fragment(case.assessment, ["overview"])
    assert 'id="overview"' in page
    for section in sections_of(case.assessment):
        assert (section.title in page) is (section.anchor == "overview") or section.title in part_fragment(
            case.assessment, "overview"
        )
    assert "Answers used" not in page
    assert "Answers used" in whole_fragment(case.assessment)
    assert whole_fragment(case.assessment) == opened_fragment(
        case.assessment, [section.anchor for section in sections_of(case.assessment)]
    )


def test_notes_are_the_facilitator_s_own_and_go_half_a_year_after(world: World, case: Facilitation) -> None:
    write_notes(facilitation=case, text="Ask about the move.\r\nSlowly.", by=world.facilitator, at=AFTER)
    write_notes(facilitation=case, text="Ask about the move.\r\nVery slowly.", by=world.facilitator, at=AFTER)
    note = FacilitatorNote.objects.get()
    assert (note.text, note.delete_on) == ("Ask about the move.\nVery slowly.", None)
    for by in (world.participant, world.trent_lead, world.other_facilitator, world.administrator):
        with pytest.raises(NotAllowedError):
            write_notes(facilitation=case, text="Mine", by=by, at=AFTER)
    with pytest.raises(NinefoldError, match="up to 20000"):
        write_notes(facilitation=case, text="x" * 20_001, by=world.facilitator, at=AFTER)


@pytest.mark.parametrize(
    ("limit", "told"),
    [(Concern.Limit.HARM, ROSA), (Concern.Limit.POLICY, ROSA), (Concern.Limit.LAW, DILYS)],
)
def test_a_concern_goes_to_the_role_of_its_limit_at_once_and_without_content(
    world: World, case: Facilitation, limit: Concern.Limit, told: str
) -> None:
    night = datetime(2026, 4, 11, 23, 0, tzinfo=UTC)
    (concern,) = pass_on_concern(facilitation=case, limit=limit, by=world.facilitator, at=night)
    assert (concern.told.email, concern.raised_at) == (told, night)
    (mail,) = posted(told)
    assert "Ada" not in mail.text + mail.subject
    assert "Felix Achterberg" in mail.text
    entry = AuditEntry.objects.latest("pk")
    assert (entry.what, entry.detail) == ("pass on concern", {})


def test_a_concern_goes_to_the_other_role_where_the_first_is_held_by_nobody_else(
    world: World, case: Facilitation
) -> None:
    Role.objects.filter(kind=Kind.REGIONAL_LEAD).delete()
    (concern,) = pass_on_concern(facilitation=case, limit=Concern.Limit.HARM, by=world.facilitator, at=AFTER)
    assert concern.told.email == DILYS
    Role.objects.filter(kind=Kind.DATA_PROTECTION_OFFICER).delete()
    with pytest.raises(NinefoldError, match="Nobody holds"):
        pass_on_concern(facilitation=case, limit=Concern.Limit.HARM, by=world.facilitator, at=AFTER)


def test_only_the_facilitator_passes_a_concern_on(world: World, case: Facilitation) -> None:
    for by in (world.participant, world.other_facilitator, world.trent_lead):
        with pytest.raises(NotAllowedError):
            pass_on_concern(facilitation=case, limit=Concern.Limit.LAW, by=by, at=AFTER)
    assert not Concern.objects.exists()
