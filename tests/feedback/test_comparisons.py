"""An earlier 360 beside this one: for its owner, of the same version, once both reports are wholly open."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client

from ninefold.feedback.models import Assessment, Report
from ninefold.feedback.queries.comparisons import earlier_of, set_beside
from ninefold.feedback.queries.frameworks import framework_of
from tests.feedback.followed import make_opened, path
from tests.feedback.made import TEAM
from tests.feedback.reading import browser_of, words_at
from tests.world import NOON, World

A_YEAR = timedelta(days=364)
TITLE = "Caring for colleagues"


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of the participant."""
    return browser_of(world.participant)


def two(
    world: World, levels: tuple[int, int] = (2, 3), asked: Mapping[str, int] = TEAM
) -> tuple[Assessment, Assessment]:
    """A 360 and another a year later; its level and, of the later one, who was asked."""
    earlier = make_opened(world, level=levels[0], own_level=levels[0])
    later = make_opened(world, level=levels[1], own_level=levels[1], at=NOON + A_YEAR, asked=asked)
    return earlier, later


def lines_of(later: Assessment) -> dict[str, list[tuple[str, str, str]]]:
    """For oneself and colleagues, what was then, is now, and the change, dimension by dimension."""
    earlier = earlier_of(later, same_version=True)
    assert earlier is not None
    beside = set_beside(earlier, later)
    found = {"own": beside.own, "colleagues": beside.colleagues}
    return {who: [(line.then, line.now, line.change) for line in lines] for who, lines in found.items()}


def test_dimension_by_dimension_then_and_now_in_words_and_figures(world: World, ada: Client) -> None:
    _earlier, later = two(world)
    found = lines_of(later)
    assert set(found["own"]) == {("proficient, 2", "strong, 3", "higher")}
    assert set(found["colleagues"]) == {("proficient, 2", "strong, 3", "higher")}
    assert len(found["own"]) == len(framework_of(later).dimensions)
    said = words_at(ada, path("beside", later))
    for part in (
        *("Then is the 360 that began on 2 March 2026, now the one that began on 1 March 2027.", "Higher now", TITLE),
        *("Line manager, peers and people you manage", "Different people were asked, or answered."),
    ):
        assert part in said


def test_what_the_ranges_do_not_settle_is_no_clear_change(world: World, ada: Client) -> None:
    _earlier, later = two(world, levels=(0, 0))
    found = lines_of(later)["colleagues"][0]
    assert found[0] == found[1]
    assert found[2] == "no_clear_change"
    assert "No clear change" in words_at(ada, path("beside", later))


def test_groups_that_only_one_of_them_shows_do_not_count(world: World, ada: Client) -> None:
    _earlier, later = two(world, asked={"line_manager": 1, "peer": 6})
    said = words_at(ada, path("beside", later))
    assert "that both reports show, and no others: Line manager and peers." in said


def test_without_a_group_in_common_only_one_s_own_view_is_set_side_by_side(world: World, ada: Client) -> None:
    _earlier, later = two(world, asked={"other": 7})
    said = words_at(ada, path("beside", later))
    assert "No group of colleagues is shown in both reports" in said
    assert "How you see yourself" in said


def test_another_version_is_not_comparable_and_shows_nothing(world: World, ada: Client) -> None:
    earlier, later = two(world)
    Assessment.objects.filter(pk=earlier.pk).update(framework_version="0.9")
    said = words_at(ada, path("beside", later))
    assert "used another version of the questionnaire, so the two cannot be compared" in said
    assert TITLE not in said


def test_of_several_earlier_ones_it_is_the_latest_of_the_same_version(world: World) -> None:
    first, second = two(world)
    third = make_opened(world, at=NOON + 2 * A_YEAR)
    assert earlier_of(third, same_version=True) == second
    Assessment.objects.filter(pk=second.pk).update(framework_version="0.9")
    assert earlier_of(third, same_version=True) == first
    assert earlier_of(first, same_version=True) is None


def test_a_first_360_has_none_beside_it(world: World, ada: Client) -> None:
    only = make_opened(world)
    assert "There is no earlier 360 of yours" in words_at(ada, path("beside", only))


def test_nothing_is_shown_of_a_report_that_is_not_wholly_open(world: World, ada: Client) -> None:
    earlier, later = two(world)
    Report.objects.filter(pk=later.pk).update(all_opened=False)
    said = words_at(ada, path("beside", later))
    assert "once all of your report has been opened" in said
    assert TITLE not in said
    Report.objects.filter(pk=later.pk).update(all_opened=True)
    Report.objects.filter(pk=earlier.pk).update(all_opened=False)
    assert "There is no earlier 360 of yours" in words_at(ada, path("beside", later))


def test_somebody_else_s_360_is_never_the_earlier_one(world: World) -> None:
    make_opened(world, participant=world.payer)
    later = make_opened(world, at=NOON + A_YEAR)
    assert earlier_of(later, same_version=False) is None
