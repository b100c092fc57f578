"""What participants think of their 360s: asked twice, given once, kept without a name, shown from five."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ninefold.academy.actions.mail_choice import choose_mail
from ninefold.academy.queries.mail_choice import wants
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Region
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.evaluations import NotAskedError, give_evaluation
from ninefold.feedback.actions.holding import confirm_held, mark_held
from ninefold.feedback.actions.opening import open_all
from ninefold.feedback.actions.putting_away import empty
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.models import Assessment, Evaluation, EvaluationAsked, Facilitation
from ninefold.feedback.queries.evaluations import evaluation
from tests.feedback.made import make_closed
from tests.support.post import posted
from tests.world import World

ADA = "ada.okafor@example.org"
HELD = datetime(2026, 4, 14, 11, 0, tzinfo=UTC)
ASKED = HELD + timedelta(days=1)
AFTER, LATER = Evaluation.Stage.AFTER, Evaluation.Stage.LATER
ANSWERS = {"worth_it": 5, "session_helped": 4, "report_clear": 2}
FIRST, SECOND = "Was your 360 worth it? Two minutes", "One question, half a year after your feedback session"


@pytest.fixture
def assessment(world: World) -> Assessment:
    """A 360 whose feedback session was held and counts, and whose participant was asked."""
    made = make_closed(world)
    case = Facilitation.objects.select_related("assessment__participant", "facilitator").get()
    open_all(facilitation=case, by=world.facilitator, at=HELD, happening_now=True)
    mark_held(facilitation=case, by=world.facilitator, at=HELD)
    confirm_held(facilitation=case, by=world.participant, at=HELD)
    return made


def subjects() -> list[str]:
    return [mail.subject for mail in posted(ADA) if mail.subject in (FIRST, SECOND)]


def given(region: Region, month: date, count: int, level: int = 4) -> None:
    """So many evaluations of a month."""
    for _each in range(count):
        Evaluation.objects.create(
            region=region, stage=AFTER, month=month, worth_it=level, session_helped=level, report_clear=level
        )


def test_the_participant_is_asked_once_it_counts_and_again_half_a_year_later(
    world: World, assessment: Assessment
) -> None:
    del world
    do_what_is_due(HELD)
    assert subjects() == []
    for _sweep in range(2):
        do_what_is_due(ASKED)
    assert subjects() == [FIRST]
    do_what_is_due(HELD + timedelta(days=182))
    assert subjects() == [FIRST]
    do_what_is_due(HELD + timedelta(days=183))
    assert subjects() == [FIRST, SECOND]
    assert f"/360/{assessment.pk}/evaluate/later/" in posted(ADA)[-1].text


def test_who_wants_no_requests_for_opinions_gets_none(world: World, assessment: Assessment) -> None:
    del assessment
    choose_mail(person=world.participant.person, news=True, opinions=False, at=HELD)
    do_what_is_due(HELD + timedelta(days=200))
    assert subjects() == []


def test_the_mail_has_the_way_to_be_asked_no_more(world: World, assessment: Assessment, client: Client) -> None:
    del assessment
    do_what_is_due(ASKED)
    link = next(word for word in posted(ADA)[-1].text.split() if "/mail/" in word)
    path = "/" + link.split("/", 3)[3]
    assert path.endswith("/")
    assert client.post(path).status_code == 302
    do_what_is_due(HELD + timedelta(days=200))
    assert subjects() == [FIRST]
    assert not wants(world.participant.person, "opinions")


def test_it_is_given_once_and_says_nothing_of_who_gave_it(world: World, assessment: Assessment) -> None:
    do_what_is_due(ASKED)
    entries = AuditEntry.objects.count()
    give_evaluation(assessment=assessment, stage=AFTER, given=ANSWERS, by=world.participant, at=HELD)
    with pytest.raises(NotAskedError):
        give_evaluation(assessment=assessment, stage=AFTER, given=ANSWERS, by=world.participant, at=HELD)
    row = Evaluation.objects.get()
    assert (row.region, row.month, row.worth_it, row.made_a_difference) == (world.midlands, date(2026, 4, 1), 5, None)
    columns = {field.name for field in Evaluation._meta.fields}
    assert columns == {"id", "region", "stage", "month", *ANSWERS, "made_a_difference"}
    assert AuditEntry.objects.count() == entries


def test_nobody_gives_it_for_another_unasked_or_with_an_answer_that_is_none(
    world: World, assessment: Assessment
) -> None:
    with pytest.raises(NotAskedError):
        give_evaluation(assessment=assessment, stage=AFTER, given=ANSWERS, by=world.participant, at=HELD)
    do_what_is_due(ASKED)
    for by in (world.facilitator, world.midlands_lead, world.other_participant):
        with pytest.raises(NotAllowedError):
            give_evaluation(assessment=assessment, stage=AFTER, given=ANSWERS, by=by, at=HELD)
    for wrong in ({**ANSWERS, "worth_it": 6}, {"worth_it": 3}, {**ANSWERS, "made_a_difference": 1}):
        with pytest.raises(NinefoldError):
            give_evaluation(assessment=assessment, stage=AFTER, given=wrong, by=world.participant, at=HELD)
    assert not Evaluation.objects.exists()


def test_a_lead_sees_the_mean_of_months_that_are_over_from_five_answers_in_two_queries(world: World) -> None:
    given(world.midlands, date(2026, 4, 1), 4)
    assert evaluation(world.midlands_lead, 2026, datetime(2026, 5, 2, tzinfo=UTC)) == []
    given(world.midlands, date(2026, 4, 1), 1, level=1)
    assert evaluation(world.midlands_lead, 2026, datetime(2026, 4, 30, 12, tzinfo=UTC)) == []
    with CaptureQueriesContext(connection) as asked:
        lines = evaluation(world.administrator, 2026, datetime(2026, 5, 2, tzinfo=UTC))
    assert next((line.question, line.count, str(line.mean)) for line in lines) == (
        "Was your 360 worth the time?",
        5,
        "3.4",
    )
    assert len(asked) == 2
    assert len(lines) == 3
    for role in (world.north_west_lead, world.facilitator, world.trent_lead, world.participant):
        assert evaluation(role, 2026, datetime(2026, 5, 2, tzinfo=UTC)) == []


def test_attack_one_more_answer_changes_nothing_that_anybody_is_shown(world: World) -> None:
    """By the day, by the region taken from the nation, and by years set beside each other."""
    given(world.midlands, date(2025, 12, 1), 5)
    given(world.north_west, date(2025, 12, 1), 6)
    given(world.midlands, date(2026, 1, 1), 3)
    readers, years = (world.midlands_lead, world.north_west_lead, world.administrator), (2025, 2026)
    moments = [datetime(2026, month, day, 12, tzinfo=UTC) for month in (2, 3) for day in (1, 15)]
    before = [evaluation(role, year, at) for role in readers for year in years for at in moments[:3]]
    given(world.midlands, date(2026, 3, 1), 1, level=1)
    after = [evaluation(role, year, at) for role in readers for year in years for at in moments[:3]]
    assert before == after
    in_april = datetime(2026, 4, 1, 12, tzinfo=UTC)
    assert evaluation(world.midlands_lead, 2026, in_april) == []
    nation, midlands, rest = (evaluation(role, 2025, in_april)[0].count for role in (readers[2], *readers[:2]))
    assert (nation, midlands, rest) == (11, 5, 6)
    given(world.midlands, date(2026, 4, 1), 1, level=1)
    in_may = evaluation(world.midlands_lead, 2026, datetime(2026, 5, 1, 12, tzinfo=UTC))
    assert in_may[0].count == 5


def test_on_the_page_it_is_answered_once(world: World, assessment: Assessment, client: Client) -> None:
    path = f"/360/{assessment.pk}/evaluate/after/"
    client.force_login(world.participant.person)
    assert client.get(path).status_code == 404
    do_what_is_due(ASKED)
    assert "Was the report clear?" in client.get(path).content.decode()
    assert client.post(path, {"worth_it": "5"}).status_code == 422
    assert "Thank you." in client.post(path, ANSWERS, follow=True).content.decode()
    assert "You have answered." in client.post(path, ANSWERS).content.decode()
    assert Evaluation.objects.count() == 1
    client.force_login(world.facilitator.person)
    assert client.get(path).status_code == 403


def test_that_one_was_asked_goes_with_the_report_and_the_answer_stays(world: World, assessment: Assessment) -> None:
    do_what_is_due(ASKED)
    give_evaluation(assessment=assessment, stage=AFTER, given=ANSWERS, by=world.participant, at=HELD)
    empty(assessment)
    assert not EvaluationAsked.objects.exists()
    assert Evaluation.objects.count() == 1
