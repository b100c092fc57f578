"""Facilitators by the thousand, with the years of evidence that a register brought from elsewhere has; see bench/standing.py."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from measure import median_ms

from ninefold.academy.models import Evidence, Leave, Registration
from ninefold.academy.queries.standings import standings
from ninefold.accounts.models import Organisation, Person
from ninefold.core.register import Standing
from tests.world import make_world

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SEED = 6
YEARS = 8  # since the earliest of them was accredited
KIND = Evidence.Kind


def measured(people: int, runs: int) -> dict[str, float]:
    """Milliseconds for all of them today and on a day three years ago, and how many rows and queries that were."""
    make_world()
    _make(people)
    entries = Registration.objects.order_by("pk")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = [position.standing for _entry, position in standings(entries, TODAY)]
    then = TODAY - timedelta(days=3 * 365)
    return {
        "today": median_ms(lambda: list(standings(entries, TODAY)), runs),
        "three years ago": median_ms(lambda: list(standings(entries, then)), runs),
        "entries": len(found),
        "evidence": Evidence.objects.count(),
        "leave": Leave.objects.count(),
        "queries": len(asked),
        **{each.value: found.count(each) for each in Standing},
    }


def _make(count: int) -> None:
    drawn = random.Random(SEED)
    home = Organisation.objects.order_by("pk").first()
    people = Person.objects.bulk_create(
        (
            Person(email=f"facilitator-{number}@example.org", name=f"Facilitator {number}", organisation=home)
            for number in range(count)
        ),
        batch_size=500,
    )
    entries = Registration.objects.bulk_create(
        (Registration(person=each, entered_at=NOW) for each in people), batch_size=500
    )
    Evidence.objects.bulk_create((row for entry in entries for row in _life(entry, drawn)), batch_size=500)
    away = [entry for entry in entries if drawn.random() < 0.1]
    Leave.objects.bulk_create((_away(entry, drawn) for entry in away), batch_size=500)


def _life(entry: Registration, drawn: random.Random) -> list[Evidence]:
    """The training, then up to four things a year, until they stop or until today; one in twenty is still training."""
    begun = TODAY - timedelta(days=drawn.randint(30, YEARS * 365))
    training = [(KIND.ASSESSMENT, begun, drawn.randint(80, 100)), (KIND.OBSERVED, begun + timedelta(days=20), None)]
    if drawn.random() < 0.05:
        return [_row(entry, *each) for each in training if each[1] <= TODAY]
    happened = [*training, (KIND.OWN_360, begun + timedelta(days=25), None)]
    stops = TODAY if drawn.random() < 0.7 else begun + timedelta(days=drawn.randint(30, YEARS * 365))
    day = begun + timedelta(days=26)
    while (day := day + timedelta(days=drawn.randint(40, 250))) <= min(stops, TODAY):
        happened.append((drawn.choice((KIND.FEEDBACK_SESSION,) * 6 + (KIND.REFRESHER, KIND.CPD)), day, None))
    return [_row(entry, *each) for each in happened if each[1] <= TODAY]


def _row(entry: Registration, kind: Evidence.Kind, day: date, percent: int | None) -> Evidence:
    return Evidence(
        registration=entry, kind=kind, happened_on=day, percent=percent, counts=kind == KIND.CPD, entered_at=NOW
    )


def _away(entry: Registration, drawn: random.Random) -> Leave:
    first = TODAY - timedelta(days=drawn.randint(1, 1500))
    return Leave(registration=entry, starts_on=first, ends_on=first + timedelta(days=drawn.randint(30, 365)))
