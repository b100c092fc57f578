"""What docs/identity.md shows is what pages, charts, mails and paper wear, and all of it can be read."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from ninefold.core.face import OURS
from ninefold.reports.charts import palette

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/ninefold"
UI = SOURCE / "ui/static/ui"
PAGE = ROOT / "docs/identity.md"
SHEETS = sorted(path for path in SOURCE.rglob("*.css") if "design-system" not in path.parts)
# Where a report is a file of its own, the colours stand in its sheet as well.
WITH_A_FALLBACK = re.compile(r"var\((--[a-z0-9-]+), (#[0-9a-f]{6})\)")


@cache
def properties() -> dict[str, str]:
    """The colours of identity.css by name."""
    found = dict(re.findall(r"(--[a-z0-9-]+): (#[0-9a-f]{3}(?:[0-9a-f]{3})?);", (UI / "identity.css").read_text()))
    return {
        name: value if len(value) == 7 else "#" + "".join(each * 2 for each in value[1:])
        for name, value in found.items()
    }


def pairs() -> list[tuple[str, str, float, float]]:
    """The table of the page: what, on what, the contrast, and what is needed."""
    rows = re.findall(r"^\| `(--[\w-]+)` \| `(--[\w-]+)` \| ([\d.]+) \| ([\d.]+) \|$", PAGE.read_text(), re.MULTILINE)
    return [(what, ground, float(found), float(needs)) for what, ground, found, needs in rows]


def _light(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it; worked out here once more, past the code that is tested."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours."""
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_table_is_read() -> None:
    assert len(pairs()) > 50
    assert {needs for *_, needs in pairs()} == {4.5, 3}


@pytest.mark.parametrize(("what", "ground", "told", "needs"), pairs())
def test_a_pair_in_use_has_the_contrast_that_the_page_tells_and_enough_of_it(
    what: str, ground: str, told: float, needs: float
) -> None:
    found = contrast(properties()[what], properties()[ground])
    assert found >= needs
    assert told <= found < told + 0.01


def test_the_page_tells_the_colours_as_the_sheet_has_them() -> None:
    told = re.findall(r"^\| `(--[\w-]+)` \| `(#[0-9a-f]{6})` \|", PAGE.read_text(), re.MULTILINE)
    assert len(told) >= 10
    assert [(name, value) for name, value in told if properties()[name] != value] == []


def test_sizes_and_distances_that_the_page_tells_are_those_of_the_sheet() -> None:
    sheet = (UI / "identity.css").read_text()
    sizes = re.findall(r"^\| `(--(?:text|heading)[\w-]*)` \| ([\d.]+)", PAGE.read_text(), re.MULTILINE)
    assert len(sizes) == 8
    assert [name for name, size in sizes if not re.search(rf"{name}: (clamp\()?{size}rem", sheet)] == []
    told = re.search(r"`--space-1` to `--space-8`: ([\d., and]+) rem", PAGE.read_text())
    assert told is not None
    assert re.findall(r"[\d.]+", told[1]) == re.findall(r"--space-\d: ([\d.]+)rem", sheet)


def test_mails_documents_and_another_face_start_from_the_same_colours() -> None:
    assert {f"--{name}": value for name, value in OURS.items()} == {
        name: value for name, value in properties().items() if name.removeprefix("--") in OURS
    }


def test_charts_have_the_colours_of_the_sheet() -> None:
    series = [properties()[f"--series-{number}"] for number in range(1, len(palette.COLOURS) + 1)]
    assert list(palette.COLOURS) == series
    assert properties()["--series-quiet"] == palette.QUIET
    assert palette.NUMBER in series


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_sheet_names_a_colour_but_the_one_that_is_for_it(path: Path) -> None:
    if path.name == "identity.css":
        return
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    fallbacks = WITH_A_FALLBACK.findall(text)
    assert [(name, value) for name, value in fallbacks if properties()[name] != value] == []
    declared = re.findall(r":[^;{}]*?(#[0-9a-fA-F]{3,8})\b[^;{}]*;", WITH_A_FALLBACK.sub("", text))
    assert declared == []


@pytest.mark.parametrize("path", [path for path in SHEETS if path.parent == UI], ids=lambda path: path.name)
def test_a_name_that_a_sheet_uses_is_there(path: Path) -> None:
    known = set(re.findall(r"(--[a-z0-9-]+):", "".join(each.read_text() for each in SHEETS)))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", path.read_text())) - known == set()


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.typ")), ids=lambda path: path.name)
def test_paper_takes_its_colours_from_the_face(path: Path) -> None:
    assert re.findall(r"rgb\(\"#|\"#[0-9a-f]{6}\"", path.read_text()) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_nothing_moves_for_who_asked_that_nothing_should(path: Path) -> None:
    text = path.read_text()
    quiet = re.sub(r"@media[^{]*prefers-reduced-motion: no-preference[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", text)
    assert re.findall(r"^\s*(?:transition|animation|scroll-behavior)[\w-]*:", quiet, re.MULTILINE) == []


@pytest.mark.parametrize("path", sorted(UI.rglob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_is_small_and_in_colours_that_follow_an_accent(path: Path) -> None:
    if "design-system" in path.parts:
        return
    text = path.read_text()
    assert len(text) < 2048
    assert set(re.findall(r"#[0-9a-f]{6}", text)) <= set(OURS.values())


def test_the_design_system_was_compiled_with_the_colours_of_the_sheet() -> None:
    asked = re.findall(r"#[0-9a-f]{6}", (SOURCE / "ui/design-system.scss").read_text())
    assert set(asked) - set(properties().values()) == set()
    compiled = next((UI / "design-system").glob("*.css")).read_text()
    assert [value for value in set(asked) - {"#ffffff"} if value in compiled] == []


def test_every_class_of_the_design_system_that_a_template_uses_is_among_those_that_are_compiled() -> None:
    sheets = "".join(path.read_text() for path in [*SHEETS, *(UI / "design-system").glob("*.css")])
    classes = [
        name
        for path in SOURCE.rglob("*.jinja")
        for values in re.findall(r'class="([^"]*)"', path.read_text())
        for name in re.findall(r"(?<![\w-])nhsuk-[a-z0-9_-]+(?![\w{ -]*\{)", values)
    ]
    # The script's hooks, and what marks a page of the design system, have no looks.
    bare = {name for name in classes if name.startswith(("nhsuk-js-", "nhsuk-template"))}
    assert len(set(classes)) > 30
    assert {name for name in classes if f".{name}" not in sheets} - bare == set()
