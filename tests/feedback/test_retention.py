"""What is old enough is deleted, and nothing else: by kind, in a life that ends, however often it is done."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client, TestCase
from django.test.utils import override_settings

from ninefold.accounts.actions.erasure import ERASED
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Person
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.timetable import months_later
from ninefold.feedback.actions.answers import save_answers
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.notes import write_notes
from ninefold.feedback.actions.putting_away import empty
from ninefold.feedback.actions.retention import delete_ripe, what_is_ripe
from ninefold.feedback.keys.custody import names_of_secrets
from ninefold.feedback.models import (
    Assessment,
    AssessmentState,
    Due,
    Facilitation,
    FacilitatorNote,
    Goal,
    OpenAnswer,
    Pulse,
    Rater,
    Report,
    SessionTime,
)
from ninefold.feedback.queries.assessments import oneself
from ninefold.site.jobs import delete_for_age
from tests.feedback.followed import OPENED, make_opened, set_goal
from tests.feedback.made import answers_for, make_closed, make_draft, make_open
from tests.world import NOON, OPERATOR, World, make_person


def in_years(years: int, months: int = 6) -> datetime:
    """So many years and half a year after everything here began."""
    day = months_later(NOON.date(), 12 * years + months)
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def deleted(at: datetime) -> dict[str, int]:
    """What is deleted at this instant, by the name of the rule; accounts, of which the cast has idle ones, left out."""
    counts = {rule.name: count for rule, count in delete_ripe(by=OPERATOR, at=at)}
    return {name: count for name, count in counts.items() if count and name != "accounts"}


def found(at: datetime) -> dict[str, int]:
    """What would be, by the name of the rule."""
    return {one.rule.name: len(one.numbers) for one in what_is_ripe(at) if one.numbers and one.rule.name != "accounts"}


def everything_followed(world: World) -> Assessment:
    """A 360 with all that there can be: opened, held, with a goal, notes, a time."""
    assessment = make_opened(world)
    case = Facilitation.objects.get(assessment=assessment)
    set_goal(assessment, 1, world.participant)
    mark_held(facilitation=case, by=world.facilitator, at=OPENED)
    write_notes(facilitation=case, text="Asked about Monday.", by=world.facilitator, at=OPENED)
    SessionTime.objects.create(facilitator=case.facilitator, starts_at=OPENED, where="Room 4", facilitation=case)
    return assessment


def test_nothing_goes_before_its_time(world: World) -> None:
    everything_followed(world)
    before = found(in_years(2, 11))
    assert before == {"notes": 1}


def test_a_look_changes_nothing(world: World) -> None:
    everything_followed(world)
    rows = [list(table.objects.values()) for table in (Assessment, Report, Rater, Goal, FacilitatorNote)]
    assert found(in_years(9)) != {}
    assert [list(table.objects.values()) for table in (Assessment, Report, Rater, Goal, FacilitatorNote)] == rows


def test_after_three_years_a_report_goes_with_who_was_asked_and_the_case_stays(world: World) -> None:
    assessment = everything_followed(world)
    assert deleted(in_years(3)) == {"notes": 1, "reports": 1}
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.ARCHIVED
    for table in (Report, Rater, Goal, Pulse, FacilitatorNote, SessionTime):
        assert not table.objects.exists(), table
    assert not Due.objects.filter(assessment=assessment).exclude(what="clear").exists()
    assert (assessment.why_now, assessment.to_learn, assessment.from_the_session) == ("", "", "")
    case = Facilitation.objects.get()
    assert (case.state, case.held_at, case.first_talk, case.objection) == ("held", OPENED, "", "")


def test_after_six_years_the_case_goes_too(world: World) -> None:
    everything_followed(world)
    deleted(in_years(3))
    assert deleted(in_years(5)) == {}
    assert deleted(in_years(7)) == {"cases": 1}
    assert not Assessment.objects.exists()
    assert not Facilitation.objects.exists()


def test_one_that_ended_without_a_report_goes_after_half_a_year(world: World) -> None:
    assessment = make_open(world)
    cancel_assessment(assessment=assessment, by=world.participant, at=NOON)
    assert found(in_years(0, 6)) == {}
    assert deleted(in_years(0, 8)) == {"ended": 1}
    assert not Assessment.objects.exists()


def test_a_draft_that_nobody_started_goes_with_what_was_answered_in_it_and_its_key(
    world: World,
) -> None:
    draft = make_draft(world)
    save_answers(rater=oneself(draft), given=answers_for(draft, 2))
    assert OpenAnswer.objects.exists()
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert deleted(in_years(0, 8)) == {"ended": 1}
    assert not OpenAnswer.objects.exists()
    assert draft.key_name not in names_of_secrets()
    assert not Assessment.objects.exists()


def test_one_that_is_open_is_never_touched(world: World) -> None:
    make_open(world)
    assert deleted(in_years(9)) == {}
    assert Assessment.objects.get().state == AssessmentState.OPEN


def test_to_do_it_twice_is_to_do_it_once(world: World) -> None:
    everything_followed(world)
    deleted(in_years(3))
    entries = AuditEntry.objects.count()
    assert deleted(in_years(3)) == {}
    assert AuditEntry.objects.count() == entries


def test_what_cannot_be_deleted_stays_whole_and_keeps_nothing_else(world: World) -> None:
    first = make_closed(world, facilitated=False)
    second = make_closed(world, participant=world.payer, facilitated=False)

    def fails_once(assessment: Assessment) -> None:
        empty(assessment)
        if assessment.pk == first.pk:
            raise RuntimeError("killed")

    with patch("ninefold.feedback.actions.retention.empty", side_effect=fails_once):
        assert deleted(in_years(3)) == {"reports": 1}
    first.refresh_from_db()
    assert first.state == AssessmentState.CLOSED
    assert (Report.objects.get().assessment, first.raters.count()) == (first, 10)
    assert not Rater.objects.filter(assessment=second).exists()
    assert deleted(in_years(3)) == {"reports": 1}


def test_an_account_that_nobody_uses_goes_and_one_with_a_role_stays(world: World) -> None:
    idle = make_person("Ida Idle", world.trent)
    idle.last_login = NOON
    idle.save()
    counts = {rule.name: count for rule, count in delete_ripe(by=OPERATOR, at=in_years(4))}
    assert counts["accounts"] == 4  # she, and three participants who never came in
    left = {person.name for person in Person.objects.all()}
    assert "Ida Idle" not in left
    assert world.facilitator.person.name in left
    assert not any(person.email.endswith(ERASED) for person in Person.objects.all())


def test_it_is_for_who_stands_at_the_machine(world: World) -> None:
    with pytest.raises(NotAllowedError, match="by a command"):
        list(delete_ripe(by=world.administrator, at=in_years(9)))


@pytest.mark.parametrize(("daily", "states"), [(False, {"closed"}), (True, {"archived"})])
def test_the_worker_does_it_only_where_the_setting_says_so(world: World, daily: bool, states: set[str]) -> None:
    make_closed(world, facilitated=False)
    with override_settings(RETENTION_DAILY=daily):
        delete_for_age(in_years(3))
    assert set(Assessment.objects.values_list("state", flat=True)) == states


def test_a_longer_period_keeps_a_report_longer(world: World) -> None:
    make_closed(world, facilitated=False)
    with override_settings(KEEP_MONTHS={**settings.KEEP_MONTHS, "reports": 60}):
        assert "reports" not in found(in_years(4))
        assert found(in_years(5))["reports"] == 1


def test_pages_about_a_report_that_is_gone_say_so(world: World, client: Client) -> None:
    assessment = everything_followed(world)
    deleted(in_years(3))
    client.force_login(world.participant.person)
    said = client.get(f"/360/{assessment.pk}/").content.decode()
    assert "put away" in said
    assert client.get(f"/360/{assessment.pk}/report/").status_code == 404
    assert "no longer kept" in client.get("/360/").content.decode()
