"""The register: evidence entered once, by whom it may be; how somebody stands, on their page and by command."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.register import count_feedback_session, enter_evidence
from ninefold.academy.models import Evidence, Registration
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.site import cli
from tests.world import NOON, OPERATOR, World

KIND = Evidence.Kind
FELIX = "felix.achterberg@example.org"


def enter(world: World, kind: KIND = KIND.ACCREDITED, day: date = date(2026, 3, 1), percent: int | None = None) -> None:
    person = world.facilitator.person
    enter_evidence(person=person, kind=kind, happened_on=day, percent=percent, by=world.midlands_lead, at=NOON)


def page(world: World, client: Client) -> str:
    client.force_login(world.facilitator.person)
    return client.get("/standing/").content.decode()


def test_the_same_evidence_entered_twice_is_entered_once_and_the_trail_says_so(world: World) -> None:
    enter(world)
    enter(world)
    assert Evidence.objects.count() == 1
    assert AuditEntry.objects.filter(what="enter evidence", role="regional_lead").count() == 1


def test_only_who_leads_where_they_are_enters_evidence(world: World) -> None:
    for by in (world.facilitator, world.north_west_lead, world.participant, world.data_protection_officer):
        with pytest.raises(NotAllowedError):
            enter_evidence(
                person=world.facilitator.person, kind=KIND.REFRESHER, happened_on=date(2026, 3, 1), by=by, at=NOON
            )
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("kind", "day", "percent", "said"),
    [
        (KIND.OBSERVED, date(2026, 3, 3), None, "a day from 1990-01-01 to today"),
        (KIND.OBSERVED, date(1089, 3, 1), None, "a day from 1990-01-01 to today"),
        (KIND.OBSERVED, date(2026, 3, 1), 90, "Only an assessment has a result"),
        (KIND.ASSESSMENT, date(2026, 3, 1), None, "from 0 to 100"),
        (KIND.ASSESSMENT, date(2026, 3, 1), 101, "from 0 to 100"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_entered(
    world: World, kind: KIND, day: date, percent: int | None, said: str
) -> None:
    with pytest.raises(NinefoldError, match=said):
        enter(world, kind, day, percent)
    assert not Registration.objects.exists()


def test_evidence_of_somebody_who_is_no_facilitator_is_refused(world: World) -> None:
    with pytest.raises(NinefoldError, match="no role as a facilitator"):
        enter_evidence(
            person=world.participant.person, kind=KIND.OBSERVED, happened_on=date(2026, 3, 1), by=OPERATOR, at=NOON
        )


def test_a_feedback_session_is_counted_once_on_the_day_it_has_in_london(world: World) -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    counted = [
        count_feedback_session(facilitator=world.facilitator.person, held_at=late, source="facilitation:7", at=late)
        for _ in range(2)
    ]
    assert counted == [True, False]
    assert Evidence.objects.get().happened_on == date(2026, 7, 1)


def test_a_facilitator_of_whom_nothing_is_known_is_told_what_is_missing(world: World, client: Client) -> None:
    told = page(world, client)
    assert "In training." in told
    assert "What is still missing: assessment of what was learned, observed practice, own 360." in told


@pytest.mark.parametrize(
    ("days_ago", "word", "way_on"),
    [
        (0, "Accredited.", "keeps you accredited"),
        (300, "Accredited, due soon.", "keeps you accredited"),
        (400, "In the days of grace.", "One feedback session or refresher in them"),
        (500, "Out of practice.", "A refresher by"),
        (800, "Out of accreditation.", "Pass the assessment again"),
    ],
)
def test_each_standing_is_said_with_what_would_keep_it_or_bring_it_back(
    world: World, client: Client, days_ago: int, word: str, way_on: str
) -> None:
    now = timezone.now()
    day = london_date(now) - timedelta(days=days_ago)
    enter_evidence(
        person=world.facilitator.person, kind=KIND.ACCREDITED, happened_on=day, by=world.midlands_lead, at=now
    )
    told = page(world, client)
    assert f"<strong>{word}</strong>" in told
    assert way_on in told


def test_nobody_sees_the_standing_of_another(world: World, client: Client) -> None:
    enter(world, day=date(2026, 2, 3))
    client.force_login(world.other_facilitator.person)
    assert "3 February 2026" not in client.get("/standing/").content.decode()
    assert not Registration.objects.visible_to(world.north_west_lead).exists()
    assert Registration.objects.visible_to(world.midlands_lead).exists()
    assert Registration.objects.visible_to(world.administrator).exists()


def test_the_command_enters_and_shows_any_day(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert world.facilitator.person.email == FELIX
    assert cli.main(["register", "enter", FELIX, "accredited", "2025-03-01"]) == 0
    assert cli.main(["register", "enter", FELIX, "assessment", "2025-02-01", "--percent", "85"]) == 0
    capsys.readouterr()
    assert cli.main(["register", "show", FELIX, "--on", "2026-04-01"]) == 0
    told = capsys.readouterr().out
    assert "Felix Achterberg, 2026-04-01: in the days of grace." in told
    assert "accredited until 2026-03-01" in told
    assert "grace until 2026-05-30" in told


def test_the_command_says_what_a_day_looks_like(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert world.facilitator.person.email == FELIX
    assert cli.main(["register", "enter", FELIX, "refresher", "31.3.2026"]) == 2
    assert "“31.3.2026” should be a day such as 2026-03-31." in capsys.readouterr().err
