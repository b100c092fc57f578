"""Making the demonstration: the same with each seed, on any day of the calendar, wholly or not at all, nowhere else."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from pytest_django import Settings

from ninefold.accounts.models import Nation, Person
from ninefold.accounts.outbox import Message
from ninefold.core.errors import NinefoldError
from ninefold.feedback import jobs
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import Assessment, Facilitation, FacilitationState, Goal, Rater, Report, SessionTime
from ninefold.site import cli
from ninefold.site.demonstration.clockwork import Story
from ninefold.site.demonstration.making import make_demonstration
from ninefold.site.demonstration.stage import Stage
from ninefold.site.demonstration.stories import beginnings, closed, open_ones

A_TUESDAY = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
A_FEW = (beginnings.kasia, open_ones.lorna, closed.chloe)
# What has to fit between weekends and holidays: a time that is picked, one that is now, one that is over.
ON_THE_CALENDAR = (closed.yusuf, closed.graham, closed.chloe)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings: Settings) -> None:
    """A site that is one."""
    settings.DEMO, settings.MAIL_ANY_HOUR = True, True


@contextmanager
def undone() -> Iterator[None]:
    """What is made within is gone afterwards."""
    with transaction.atomic(), transaction.atomic(using="keys"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


def told() -> str:
    """What the demonstration holds, without what is random by nature: keys, links, the order of comments."""
    shown = Report.objects.order_by("pk").values_list("shown", flat=True)
    holds = {
        "people": list(Person.objects.get_queryset().order_by("pk").values("name", "email")),
        "360s": list(Assessment.objects.order_by("pk").values()),
        "raters": list(Rater.objects.order_by("pk").values("assessment", "name", "email", "group", "state")),
        "cases": list(Facilitation.objects.order_by("pk").values()),
        "goals": list(Goal.objects.order_by("pk").values()),
        "reports": [in_any_order(report) for report in shown],
        "mail": list(Message.objects.order_by("pk").values("due_at", "sent_at")),
    }
    assert all(holds[name] for name in ("people", "360s", "raters", "cases", "reports", "mail"))
    return json.dumps(holds, default=str)


def in_any_order(value: object) -> object:
    """The same, with lists of texts in the order of the alphabet."""
    if isinstance(value, dict):
        return {key: in_any_order(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted(value) if all(isinstance(one, str) for one in value) else [in_any_order(one) for one in value]
    return value


def test_the_same_seed_and_instant_make_the_same_and_another_seed_does_not() -> None:
    made = []
    for seed in (9, 9, 10):
        with undone():
            make_demonstration(A_TUESDAY, seed, A_FEW)
            made.append(told())
    assert made[0] == made[1]
    assert made[0] != made[2]


@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 1, 1, 9, 0, tzinfo=UTC),
        datetime(2026, 12, 29, 0, 5, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
        datetime(2027, 10, 31, 23, 55, tzinfo=UTC),
    ],
    ids=["New Year", "after Christmas, at night", "clocks go forward", "clocks go back"],
)
def test_on_whatever_day_it_is_made_the_same_has_come_to_pass(now: datetime) -> None:
    make_demonstration(now, stories=ON_THE_CALENDAR)
    states = dict(Facilitation.objects.values_list("assessment__participant__name", "state"))
    assert states == {
        "Yusuf Demir": FacilitationState.ARRANGED,
        "Graham Tuffnell": FacilitationState.SHARING,
        "Chloe Bennett": FacilitationState.HELD,
    }
    times = dict(SessionTime.objects.values_list("facilitation__assessment__participant__name", "starts_at"))
    assert now - timedelta(hours=2) < times["Graham Tuffnell"] < now < times["Yusuf Demir"] < now + timedelta(days=6)


def test_a_making_that_breaks_off_leaves_nothing_and_the_next_makes_all() -> None:
    def breaks(stage: Stage) -> Story:
        yield stage.ago(1)
        raise NinefoldError("The machine was switched off.")

    with pytest.raises(NinefoldError, match="switched off"):
        make_demonstration(A_TUESDAY, stories=(open_ones.lorna, breaks))
    assert not Nation.objects.exists()
    assert not SealingKey.objects.exists()
    make_demonstration(A_TUESDAY, stories=(open_ones.lorna,))
    assert Assessment.objects.get().participant.name == "Lorna Maxwell"


def test_what_could_not_be_done_on_its_day_stops_the_making(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(jobs.HANDLERS, "remind")
    with pytest.raises(NinefoldError, match="could not be done"):
        make_demonstration(A_TUESDAY, stories=(closed.ellen,))


def test_nobody_is_made_where_there_is_somebody(capsys: pytest.CaptureFixture[str]) -> None:
    Nation.objects.create(name="Wales")
    assert cli.main(["demonstrate"]) == 2
    assert "There are people already" in capsys.readouterr().err
    assert not Person.objects.get_queryset().exists()


def test_nobody_is_made_up_among_real_people(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DEMO = False
    assert cli.main(["demonstrate"]) == 2
    assert "This is no demonstration" in capsys.readouterr().err
    assert not Nation.objects.exists()
