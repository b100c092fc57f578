"""`ninefold report`, from a file of answers to a report in four forms: all of them, or one sentence and none."""

import io
import json
import os
import random
import resource
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ninefold.core.framework.library import load_framework
from ninefold.site.cli import main
from tests.core.five import CODES, write_five

ROOT = Path(__file__).parents[2]
NINE = load_framework("nine-dimensions")
FULL = [question.code for question in NINE.form("full") if question.scale]
SHORT = [question.code for question in NINE.form("short") if question.scale]
PEOPLE = [
    "self",
    "line_manager",
    "peer",
    "peer",
    "peer",
    "peer",
    "direct_report",
    "direct_report",
    "direct_report",
    "other",
]
FORMS = ("json", "html", "pdf", "xlsx")


def rows(codes: list[str] | tuple[str, ...] = tuple(SHORT), people: list[str] = PEOPLE) -> list[list[str]]:
    """A table of answers that all lie on every scale of the questionnaire."""
    chance = random.Random(5)
    answers = [[f"r{n}", group, *(str(chance.randint(1, 4)) for _ in codes)] for n, group in enumerate(people)]
    return [["rater", "group", *codes], *answers]


def text_of(table: list[list[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in table)


def with_cell(row: int, column: int, text: str) -> bytes:
    """A good file but for one cell, counted as a spreadsheet does."""
    table = rows()
    table[row - 1][column - 1] = text
    return text_of(table).encode()


def workbook() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return file.getvalue()


GOOD = text_of(rows()).encode()
BAD: dict[str, tuple[bytes, str]] = {
    "wrong header": (with_cell(1, 2, "team"), "Row 1, column 2"),
    "unknown column": (with_cell(1, 3, "purpose.levels"), "Did you mean “purpose.level”?"),
    "column twice": (with_cell(1, 4, "purpose.level"), "Row 1, column 4"),
    "no column": (text_of([row[:-1] for row in rows()]).encode(), "no column “impact.reputation”"),
    "off the scale": (with_cell(3, 3, "5"), "Row 3, column 3 (purpose.level): “5”"),
    "a fraction": (with_cell(3, 3, "3.0"), "Row 3, column 3 (purpose.level): “3.0”"),
    "unknown group": (with_cell(4, 2, "boss"), "Row 4, column 2 (group): “boss”"),
    "rater twice": (with_cell(5, 1, "r0"), "Row 5, column 1 (rater): “r0”"),
    "two selves": (with_cell(4, 2, "self"), "Row 4, column 2 (group)"),
    "short row": (GOOD.rstrip(b"\n").rpartition(b",")[0], "Row 11 ends after column 24"),
    "long row": (GOOD.rstrip(b"\n") + b",5\n", "Row 11, column 26"),
    "empty": (b"", "empty"),
    "header only": (text_of(rows(people=[])).encode(), "no answers"),
    "binary": (bytes(range(256)) * 40, "Line"),
    "a character that no text has": (with_cell(2, 1, "r\0"), "Line 2"),
    "not UTF-8": (with_cell(4, 1, "é").replace("é".encode(), b"\xe9"), "Line 4"),
    "workbook": (workbook(), "Excel workbook"),
    "quotation mark": (with_cell(6, 1, '"r4'), "Row 6"),
    "a long line": (b"x" * 200_000, "Row 1"),
}


@pytest.fixture(name="answers")
def file_of_answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_bytes(GOOD)
    return path


def report(answers: Path, *more: str | Path) -> list[str]:
    return ["report", str(answers), *map(str, more)]


def to_all(folder: Path, forms: tuple[str, ...] = FORMS) -> list[str]:
    return [part for form in forms for part in (f"--{form}", str(folder / f"report.{form}"))]


def sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said: one line on the error stream, nothing on the other."""
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("ninefold: ")
    assert said.err.endswith((".\n", "?\n"))
    assert said.err.count("\n") == 1, said.err
    return said.err


def test_all_four_forms_are_written_and_nothing_is_said(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = answers.parent
    assert main(report(answers, "--framework", "nine-dimensions", *to_all(folder))) == 0
    assert capsys.readouterr() == ("", "")
    assert {path.name for path in folder.iterdir()} == {"answers.csv", *(f"report.{form}" for form in FORMS)}
    made = json.loads((folder / "report.json").read_text())
    assert (made["schema"], made["form"]) == ("ninefold.report/1", "short")
    assert [block["id"] for block in made["blocks"]] == ["self", "line_manager", "peer", "direct_report+other"]
    assert (folder / "report.html").read_text().startswith("<!doctype html>")
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert zipfile.is_zipfile(folder / "report.xlsx")


def test_the_file_of_answers_is_left_as_it_was(answers: Path) -> None:
    assert main(report(answers, "--json", answers.parent / "report.json")) == 0
    assert answers.read_bytes() == GOOD


def test_the_order_of_rows_changes_no_byte(tmp_path: Path) -> None:
    header, *people = rows(FULL)
    made = set()
    for number in range(2):
        random.Random(number).shuffle(people)
        renamed = [[f"x{place}", *row[1:]] for place, row in enumerate(people)]
        answers = tmp_path / f"{number}.csv"
        answers.write_text(text_of([header, *renamed]))
        assert main(report(answers, *to_all(tmp_path))) == 0
        made.add(tuple((tmp_path / f"report.{form}").read_bytes() for form in FORMS))
    assert len(made) == 1


def test_a_framework_in_a_folder_works_to_the_end(tmp_path: Path) -> None:
    folder = write_five(tmp_path / "five")
    answers = tmp_path / "answers.csv"
    people = ["self", "peer", "peer", "peer", "board", "board", "board", "board"]
    table = rows(CODES, people)
    for row in table[1:]:
        row[2:] = [str(min(3, int(point))) for point in row[2:]]
    answers.write_text(text_of(table))
    assert main(report(answers, "--framework", folder, *to_all(tmp_path))) == 0
    made = json.loads((tmp_path / "report.json").read_text())
    assert made["framework"]["id"] == "five-habits"
    assert [block["label"] for block in made["blocks"]] == ["You", "Peers", "GPs and board"]
    assert made["form"] == "whole"


@pytest.mark.parametrize(("data", "says"), BAD.values(), ids=BAD.keys())
def test_a_faulty_file_gives_one_sentence_and_leaves_everything_as_it_was(
    tmp_path: Path, data: bytes, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, folder = tmp_path / "answers.csv", tmp_path / "reports"
    answers.write_bytes(data)
    folder.mkdir()
    (folder / "report.json").write_text("an earlier report")
    assert main(report(answers, *to_all(folder))) == 2
    said = sentence(capsys)
    assert says in said
    assert "answers.csv" in said
    assert [path.name for path in folder.iterdir()] == ["report.json"]
    assert (folder / "report.json").read_text() == "an earlier report"


def test_a_file_of_a_hundred_megabytes_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = tmp_path / "answers.csv"
    with answers.open("wb") as file:
        file.truncate(100_000_000)
    assert main(report(answers, "--json", tmp_path / "report.json")) == 2
    assert "too large" in sentence(capsys)
    assert not (tmp_path / "report.json").exists()


@pytest.mark.parametrize(
    ("name", "says"), [("missing.csv", "no such file"), (".", "is a directory"), ("a/b.csv", "no such")]
)
def test_a_file_that_is_not_there_is_told_by_its_name(
    tmp_path: Path, name: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(report(tmp_path / name, "--json", tmp_path / "report.json")) == 2
    assert says in sentence(capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Say what to write"),
        (["--json", "{tmp}/one", "--html", "{tmp}/one"], "two forms"),
        (["--json", "{tmp}/one", "--html", "{tmp}/here/../one"], "two forms"),
        (["--json", "{tmp}/link", "--html", "{tmp}/one"], "two forms"),
        (["--json", "{tmp}/answers.csv"], "the file of answers"),
        (["--pdf", "{tmp}/here/../answers.csv"], "the file of answers"),
        (["--json", "{tmp}/here"], "is a folder"),
        (["--json", "{tmp}/nowhere/report.json"], "no folder"),
        (["--json", "{tmp}/answers.csv/report.json"], "no folder"),
        (["--json", "/dev/null"], "no ordinary file"),
        (["--json", "{tmp}/" + "x" * 300], "cannot be written"),
        (["--json", "{tmp}/loop"], "ninefold"),
        (["--json", "{tmp}/one", "--framework", "ten-dimensions"], "no framework “ten-dimensions”"),
        (["--json", "{tmp}/one", "--framework", "{tmp}/here"], "framework.yaml"),
        (["--json", "{tmp}/one", "--form", "medium"], "no form “medium”"),
        (["--json", "{tmp}/one", "--locale", "fr"], "no words for “fr”"),
        (["--json", "{tmp}/one", "--form", "full"], "no column"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(
    answers: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = answers.parent
    (folder / "here").mkdir()
    (folder / "link").symlink_to(folder / "one")
    (folder / "loop").symlink_to(folder / "loop")
    before = sorted(path.name for path in folder.iterdir())
    assert main(report(answers, *(argument.format(tmp=folder) for argument in arguments))) == 2
    assert says in sentence(capsys)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert answers.read_bytes() == GOOD
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_link_is_followed_and_stays_a_link(answers: Path) -> None:
    folder = answers.parent
    (folder / "link.json").symlink_to(folder / "real.json")
    assert main(report(answers, "--json", folder / "link.json")) == 0
    assert (folder / "link.json").is_symlink()
    assert json.loads((folder / "real.json").read_text())["schema"] == "ninefold.report/1"


def test_a_folder_that_takes_no_file_gets_none_and_neither_does_any_other(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Not even root can make a file there.
    folder = answers.parent
    one, other = folder / "report.json", folder / "report.xlsx"
    assert main(report(answers, "--json", one, "--html", "/proc/report.html", "--xlsx", other)) == 2
    assert "cannot be written to /proc/report.html" in sentence(capsys)
    assert [path.name for path in folder.iterdir()] == ["answers.csv"]


def started(*arguments: str | Path, before: str = "", limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own, in which some Python runs first and files may be so large."""
    program = f"import sys\n{before}\nfrom ninefold.site.cli import main\nsys.exit(main(sys.argv[1:]))"

    def small_files() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-B", "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=small_files,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"},
    )


def test_a_disk_that_is_full_halfway_leaves_no_part_of_a_report(answers: Path) -> None:
    folder = answers.parent
    (folder / "report.json").write_text("an earlier report")
    ran = started(*report(answers, *to_all(folder)), limit=20_000)
    assert ran.returncode == 2, ran.stderr
    assert ran.stderr.startswith("ninefold: The report cannot be written to ")
    assert ran.stderr.count("\n") == 1
    assert sorted(path.name for path in folder.iterdir()) == ["answers.csv", "report.json"]
    assert (folder / "report.json").read_text() == "an earlier report"


NO_NETWORK = """
import socket
class Refused(socket.socket):
    def __init__(self, *_arguments, **_more):
        raise AssertionError("the network was used")
socket.socket = socket.create_connection = socket.getaddrinfo = Refused
import atexit
atexit.register(lambda: print(sorted({"django", "sqlite3", "psycopg"} & set(sys.modules))))
"""


def test_a_report_needs_neither_network_nor_database_nor_django(answers: Path) -> None:
    ran = started(*report(answers, *to_all(answers.parent)), before=NO_NETWORK)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "[]\n", "")
    assert all((answers.parent / f"report.{form}").stat().st_size > 1000 for form in FORMS)


@pytest.mark.parametrize("fault", ["off the scale", "binary", "empty", "workbook"])
def test_a_faulty_file_ends_the_process_with_two(tmp_path: Path, fault: str) -> None:
    data, says = BAD[fault]
    (tmp_path / "answers.csv").write_bytes(data)
    ran = started(*report(tmp_path / "answers.csv", "--json", tmp_path / "report.json"))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["answers.csv"]


@pytest.mark.parametrize("arguments", [["report"], ["report", "a.csv", "--docx", "b"], ["report", "a.csv", "--json"]])
def test_a_command_that_cannot_be_understood_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("example", ["ward-manager", "community-team", "estates-lead"])
def test_the_published_examples_are_what_the_command_makes_of_their_answers(tmp_path: Path, example: str) -> None:
    examples = ROOT / "examples"
    forms = ("json", "html", "xlsx")
    assert main(report(examples / f"{example}.csv", *to_all(tmp_path, forms))) == 0
    for form in forms:
        assert (tmp_path / f"report.{form}").read_bytes() == (examples / f"{example}.{form}").read_bytes(), form


def test_a_name_that_is_no_text_is_no_reason_to_stop(answers: Path) -> None:
    page = answers.parent / "report.html"
    assert main(report(answers, "--name", "Ada\nFenn \udcff", "--html", page)) == 0
    assert "360 report for Ada Fenn ?" in page.read_text(encoding="utf-8")
