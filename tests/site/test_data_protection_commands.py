"""The commands for data protection: looking changes nothing, what is done is said, files are for their owner alone."""

import re
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.core.errors import NinefoldError
from ninefold.feedback.models import Assessment, Report
from ninefold.site import cli
from ninefold.site.environment import months
from tests.feedback.made import make_closed, make_draft
from tests.world import World

ADA = "ada.okafor@example.org"
LONG_AGO = timezone.now() - timedelta(days=4 * 366)


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a command says."""
    assert cli.main(words) == code
    told = capsys.readouterr()
    return told.out if code == 0 else told.err


def test_a_look_at_what_is_old_tells_how_many_how_old_and_that_nothing_was_deleted(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assessment = make_closed(world, at=LONG_AGO)
    told = said(capsys, "retention")
    line = next(line for line in told.splitlines() if line.startswith("reports,"))
    assert "36 months" in line
    closed = assessment.closed_at
    assert closed is not None
    assert line.split()[-4:] == ["1", *f"{closed.date():%d %B %Y}".split()]
    assert "Nothing was deleted" in told
    assert Report.objects.exists()


def test_applied_it_says_how_many_of_each_and_next_time_none(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    make_closed(world, at=LONG_AGO)
    assert "goals, pulses: 1 deleted" in said(capsys, "retention", "--apply")
    assert not Report.objects.exists()
    again = said(capsys, "retention", "--apply")
    assert all(line.endswith(": 0 deleted") for line in again.splitlines())


def test_a_look_at_erasing_tells_what_goes_and_what_stays(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    make_draft(world)
    told = said(capsys, "erase", ADA)
    assert "Would be removed:\n- the account" in told
    assert "being set up: it is cancelled" in told
    assert "Would be kept:" in told
    assert "Nothing was changed." in told
    assert Person.objects.filter(email=ADA).exists()
    assert Assessment.objects.exists()


def test_erasing_says_that_backups_still_hold_it(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    make_draft(world)
    assert "Backups made before hold it" in said(capsys, "erase", ADA, "--apply")
    assert not Person.objects.filter(email=ADA).exists()
    assert "Nothing is held" in said(capsys, "erase", ADA, code=2)


def test_what_stands_in_the_way_is_told_before(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    make_closed(world)
    told = said(capsys, "erase", "felix.achterberg@example.org")
    assert "Has to be done first:\n- They facilitate 1 of the 360s that go on" in told


def test_a_copy_is_a_file_for_its_owner_alone_and_never_written_over(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_closed(world)
    file = tmp_path / "ada.zip"
    told = said(capsys, "subject-access", ADA, "--out", str(file))
    assert "Written to" in told
    assert "best read together with a facilitator" in told
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as packed:
        assert {"READ-ME.txt", "about-you.json"} < set(packed.namelist())
    assert "is there already" in said(capsys, "subject-access", ADA, "--out", str(file), code=2)


@pytest.mark.usefixtures("world")
def test_of_somebody_unknown_no_file_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "zoe.zip"
    assert "no account" in said(capsys, "subject-access", "zoe@example.org", "--out", str(file), code=2)
    assert not file.exists()


@pytest.mark.usefixtures("db")
def test_a_folder_that_is_not_there_is_told_before_anything_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "There is no folder" in said(capsys, "subject-access", ADA, "--out", str(tmp_path / "no/a.zip"), code=2)


@pytest.mark.parametrize("given", ["11", "61", "-12", "a year", "12.5", "٣٦"])
def test_a_period_outside_its_bounds_is_refused_with_what_would_be_right(given: str) -> None:
    with pytest.raises(NinefoldError, match="whole number of months from 12 to 60"):
        months({"NINEFOLD_KEEP_REPORTS_MONTHS": given}, "NINEFOLD_KEEP_REPORTS_MONTHS", default=36, least=12, most=60)


@pytest.mark.parametrize(("given", "kept"), [("", 36), (" 12 ", 12), ("60", 60)])
def test_a_period_within_its_bounds_is_taken_and_none_is_the_default(given: str, kept: int) -> None:
    name = "NINEFOLD_KEEP_REPORTS_MONTHS"
    assert months({name: given}, name, default=36, least=12, most=60) == kept


def test_a_case_always_outlasts_its_report() -> None:
    text = (Path(__file__).parents[2] / "src/ninefold/site/settings.py").read_text()
    bounds = {
        name: (least, most)
        for name, least, most in re.findall(r'"NINEFOLD_KEEP_(\w+)_MONTHS".*least=(\d+), most=(\d+)', text)
    }
    assert int(bounds["CASES"][0]) >= int(bounds["REPORTS"][1]) >= int(bounds["ENDED"][1])
