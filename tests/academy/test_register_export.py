"""The register goes out as it stands, and what went out comes in again without a change."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from ninefold.academy.actions.register_import import import_register
from ninefold.academy.models import Leave, Registration
from ninefold.academy.queries.register_export import header, register_table
from ninefold.academy.queries.register_import import plan_import
from ninefold.core.register_file import RegisterFile, read_register
from ninefold.core.table_file import read_table
from ninefold.reports.tables import table_csv, table_xlsx
from ninefold.site import cli
from tests.world import NOON, World

TEXT = (
    "name,email,region,accredited on,sessions,refresher,leave,left on\n"
    "Felix Achterberg,felix.achterberg@example.org,,2025-05-01,2025-11-03; 2025-06-04,2025-12-01,"
    "2026-01-05 to 2026-02-01,\n"
    "=SUM(A1),sum@new.example,,2021-01-31,,,,2023-03-04\n"
)


def given(data: bytes) -> RegisterFile:
    return read_register(read_table(data), NOON.date())


@pytest.fixture
def kept(world: World) -> World:
    import_register(file=given(TEXT.replace("=SUM(A1)", "Sum").encode()), by=world.midlands_lead, at=NOON)
    entry = Registration.objects.get(person__email="sum@new.example")
    entry.person.name = "=SUM(A1)"
    entry.person.save()
    Leave.objects.update(reason="Quite private.")
    return world


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again_without_a_change(kept: World, form: str) -> None:
    rows = list(register_table(kept.midlands_lead, NOON.date()))
    data = table_csv(header(), rows) if form == "csv" else table_xlsx("Register", header(), rows)
    plan = plan_import(given(data), by=kept.midlands_lead, region=None, nobody_lapses_before=None, on=NOON.date())
    assert plan.faults == ()
    assert [step.row.name for step in plan.steps] == ["=SUM(A1)", "Felix Achterberg"]
    assert [step.changes for step in plan.steps] == [False, False]


def test_a_row_says_standing_days_and_counts_and_no_reason_of_a_leave(kept: World) -> None:
    _sum, felix = register_table(kept.midlands_lead, NOON.date())
    told = dict(zip(header(), felix, strict=True))
    assert told["Status"] == "accredited"
    assert told["Feedback sessions"] == "2025-06-04; 2025-11-03"
    assert told["Feedback sessions that count"] == 3
    assert told["Accredited until"] == date(2026, 12, 29)
    assert "Quite private." not in str(felix)


def test_no_name_becomes_a_formula_in_a_file_that_a_lead_takes(kept: World, client: Client) -> None:
    client.force_login(kept.midlands_lead.person)
    answer = client.get("/register/export.csv")
    assert "\r\n'=SUM(A1)," in answer.content.decode("utf-8-sig")
    assert client.get("/register/export.xlsx").content.startswith(b"PK")
    assert client.get("/register/export.doc").status_code == 404


def test_a_lead_takes_only_those_of_their_region(kept: World) -> None:
    assert list(register_table(kept.north_west_lead, NOON.date())) == []
    assert len(list(register_table(kept.administrator, NOON.date()))) == 2


def test_the_command_shows_first_and_does_it_with_apply(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "register.csv"
    file.write_text(TEXT.replace("=SUM(A1)", "Sum"), encoding="utf-8")
    asked = ["register", "import", str(file), "--region", world.midlands.name]
    assert cli.main(asked) == 0
    assert "becomes a facilitator" in capsys.readouterr().out
    assert not Registration.objects.exists()
    assert cli.main([*asked, "--apply"]) == 0
    assert "2 rows changed something, 1 new people" in capsys.readouterr().out
    assert cli.main(["register", "import", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_command_names_faults_and_ends_as_one_that_a_person_can_mend(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "register.csv"
    file.write_text(TEXT + "Bo,nowhere,,,,,,\n", encoding="utf-8")
    asked = ["register", "import", str(file), "--region", world.midlands.name]
    assert cli.main(asked) == 2
    assert "Row 4: “nowhere” is not an e-mail address" in capsys.readouterr().out
    assert cli.main([*asked, "--apply"]) == 2
    assert not Registration.objects.exists()
