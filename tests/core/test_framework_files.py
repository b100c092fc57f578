"""Frameworks as files: the shipped one, one of quite another shape, and every fault with its file and line."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from ninefold.core.errors import NinefoldError
from ninefold.core.framework.library import load_framework, locales_of, shipped_frameworks
from ninefold.core.framework.positions import FrameworkError
from tests.core.five import CODES, STRUCTURE, WORDS, write_five

FILES = {"framework.yaml": STRUCTURE, "en.yaml": WORDS}


def faults_of(folder: Path, structure: str | bytes = STRUCTURE, words: str | bytes | None = WORDS) -> FrameworkError:
    with pytest.raises(FrameworkError) as caught:
        load_framework(write_five(folder, structure, words))
    return caught.value


def changed(file: str, old: str, new: str) -> tuple[dict[str, str], int]:
    """The files with one change, and the line it is on."""
    assert FILES[file].count(old) == 1, f"{old!r} is not there just once"
    line = FILES[file][: FILES[file].index(old)].count("\n") + 1
    return {**FILES, file: FILES[file].replace(old, new)}, line


def test_a_framework_of_another_shape_is_read_whole(tmp_path: Path) -> None:
    five = load_framework(write_five(tmp_path))
    assert (five.id, five.version, five.locale, five.title) == ("five-habits", "2.1", "en", "Five habits")
    assert [group.id for group in five.groups] == ["self", "peer", "board", "line_manager"]
    assert [group.id for group in five.groups if group.identified] == ["self", "line_manager"]
    assert [question.code for question in five.form("whole") if question.scale] == list(CODES)
    assert {question.kind for question in five.form("pulse")} == {"extent"}
    assert five.question("listening.b2").text == "Asks before answering"
    assert five.question("overall.wish").text_self == "What do you wish for yourself?"
    assert five.impact is None
    assert five.result_scale(five.dimensions[0]).label(7) == "always"


def test_thresholds_that_are_left_out_are_the_shipped_ones_stretched_to_the_scale(tmp_path: Path) -> None:
    limits = load_framework(write_five(tmp_path)).thresholds
    # 1..7 is half as wide again as 0..4.
    assert (limits.strength, limits.self_other, limits.between_groups) == (
        Fraction(11, 2),
        Fraction(3, 4),
        Fraction(3, 2),
    )
    assert (limits.level, limits.importance) == (Fraction(4), Fraction(2))


def test_advice_that_is_left_out_is_the_shipped_one(tmp_path: Path) -> None:
    advice = load_framework(write_five(tmp_path)).advice
    assert (advice.group, advice.caution_below, advice.sound_from) == (4, 6, 15)
    assert advice.single_rater_reliability == Fraction(19, 100)


@pytest.mark.parametrize(
    ("file", "old", "new", "wrong", "right"),
    [
        ("framework.yaml", 'version: "2.1"', 'versoin: "2.1"', "“versoin” is not known", "Did you mean “version”?"),
        ("framework.yaml", "overall: [wish]", "colour: blue", "“colour” is not known", "Known here: id, version"),
        ("framework.yaml", "overall: [wish]", "id: twice", "“id” is there twice", "Keep one"),
        ("framework.yaml", "id: five-habits", "id: Five Habits", "“Five Habits”", "small letter"),
        ("framework.yaml", "id: listening", 'id: ""', "no “id”", "Add “id:”"),
        ("framework.yaml", "{lo: 1, hi: 7}", "{lo: 1, hi: 2}", "2 points", "3 to 11 points"),
        ("framework.yaml", "{lo: 1, hi: 7}", "{lo: 0, hi: 11}", "12 points", "3 to 11 points"),
        ("framework.yaml", "{lo: 1, hi: 7}", "{lo: 7, hi: 1}", "from 7 to 1", "3 to 11 points"),
        ("framework.yaml", "{lo: 1, hi: 7}", "{lo: one, hi: 7}", "“one”", "whole number"),
        ("framework.yaml", "{lo: 1, hi: 7}", "{lo: 1.5, hi: 7}", "“1.5”", "whole number"),
        ("framework.yaml", "{lo: 1, hi: 7}", "{hi: 7}", "no “lo”", "Add “lo:”"),
        ("framework.yaml", "{lo: 1, hi: 7}", "7", "should be a set of keys", "key: value"),
        ("framework.yaml", "id: deciding", "id: listening", "two dimensions “listening”", "another id"),
        ("framework.yaml", "id: deciding", "id: impact", "cannot be called “impact”", "another id"),
        ("framework.yaml", "asks: [importance, comment]", "asks: [mood]", "“mood”", "level, importance, comment"),
        ("framework.yaml", "[b1, b2, b3]", "[b1, b2, b1]", "“b1” is there twice", "Keep one"),
        ("framework.yaml", "[b1, b2, b3]", "[b1, comment]", "cannot be called “comment”", "another name"),
        ("framework.yaml", "[b1, b2, b3]", "[]", "no result", "“items”"),
        ("framework.yaml", "[b1, b2, b3]", "b1", "should be a list", "[a, b]"),
        ("framework.yaml", "[self, peer, board, line_manager]", "[peer, board]", "leave out “self”", "Add “self”"),
        ("framework.yaml", "[self, peer, board, line_manager]", "[self]", "no group besides", "at least one"),
        ("framework.yaml", "[self, peer, board, line_manager]", "[self, peer, peer]", "“peer” is there twice", "Keep"),
        (
            "framework.yaml",
            "pulse: [extent]",
            "pulse: [extent, mood]",
            "“mood” is no kind",
            "level, importance, extent",
        ),
        ("framework.yaml", "pulse: [extent]", "pulse: []", "“pulse”", "Add “extent”"),
        ("framework.yaml", "strength: 5.5", "strength: high", "“high”", "a number such as"),
        ("framework.yaml", "strength: 5.5", "strength: 9", "9", "from 1 to 7"),
        ("framework.yaml", "strength: 5.5", "strength: 99", "strength is 99", "from 1 to 7"),
        ("framework.yaml", "strength: 5.5", "strength: 1e99999999", "“1e99999999”", "a number such as"),
        ("framework.yaml", "strength: 5.5", "strnegth: 5.5", "“strnegth”", "Did you mean “strength”?"),
        ("framework.yaml", "  group: 4", "  group: 0", "0", "1 or more"),
        ("framework.yaml", "  group: 4", "  single_rater_reliability: 1", "not between 0 and 1", "0.19"),
        ("en.yaml", "title: Five habits", 'title: ""', "no “title”", "Add “title:”"),
        ("en.yaml", "title: Five habits", "title: [Five]", "should be text", "on one line"),
        ("en.yaml", "locale: en", "locale: cy", "“cy”", "“en”"),
        ("en.yaml", "half the time, ", "", "6 labels", "Write 7 labels"),
        ("en.yaml", "labels: [little, some, much]", 'labels: [little, "", much]', "empty", "Write its text"),
        ("en.yaml", "  listening:\n", "  listenning:\n", "“listenning”", "Did you mean “listening”?"),
        (
            "en.yaml",
            "      b3: Tells of own mistakes",
            "      b4: Tells of own mistakes",
            "“b4”",
            "Did you mean “b3”?",
        ),
        ("en.yaml", "board: {label: GPs and board}", "board: {lable: GPs}", "“lable”", "Did you mean “label”?"),
        (
            "en.yaml",
            "  wish_self: What do you wish for yourself?",
            "  wish_you: x",
            "“wish_you”",
            "Did you mean “wish_self”?",
        ),
    ],
)
def test_a_fault_is_told_with_its_file_its_line_and_what_would_be_right(
    tmp_path: Path, file: str, old: str, new: str, wrong: str, right: str
) -> None:
    files, line = changed(file, old, new)
    error = faults_of(tmp_path, files["framework.yaml"], files["en.yaml"])
    told = [str(fault) for fault in error.faults]
    # A set of keys or a list written below its name begins on the line after it.
    places = (f"{file}, line {line}: ", f"{file}, line {line + 1}: ")
    assert any(each.startswith(places) and wrong in each and right in each for each in told), told
    assert all(fault.file == file for fault in error.faults)


@pytest.mark.parametrize(
    ("file", "line", "key"),
    [
        ("framework.yaml", "id: five-habits\n", "id"),
        ("framework.yaml", 'version: "2.1"\n', "version"),
        ("framework.yaml", "default_locale: en\n", "default_locale"),
        ("framework.yaml", "groups: [self, peer, board, line_manager]\n", "groups"),
        ("en.yaml", "locale: en\n", "locale"),
        ("en.yaml", "title: Five habits\n", "title"),
        ("en.yaml", "  peer: {label: Peers}\n", "peer"),
        ("en.yaml", "    importance: How important is sharing?\n", "importance"),
        ("en.yaml", "      b2: Says why\n", "b2"),
        ("en.yaml", "    cannot_rate: I cannot say\n  importance:\n", "cannot_rate"),
        ("en.yaml", "  wish: What do you wish for?\n", "wish"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, file: str, line: str, key: str) -> None:
    files, _ = changed(file, line, "  importance:\n" if line.endswith("importance:\n") else "")
    error = faults_of(tmp_path, files["framework.yaml"], files["en.yaml"])
    assert any(f"has no “{key}”" in fault.wrong and f"“{key}:”" in fault.right for fault in error.faults), str(error)
    assert len(error.faults) == 1, f"one thing is missing and {len(error.faults)} faults are told:\n{error}"


@pytest.mark.parametrize("file", ["framework.yaml", "en.yaml"])
@pytest.mark.parametrize(
    ("content", "line", "wrong"),
    [
        (b"", 1, "empty"),
        (b"# only a remark\n", 1, "empty"),
        (b"title: a\n\tkey: b\n", 2, "no YAML"),
        (b"title: a\nkey: [a, b\n", 3, "no YAML"),
        (b'title: "a\n', 2, "no YAML"),
        (b"title: *nobody\n", 1, "no YAML"),
        (b"title: a\n---\ntitle: b\n", 2, "no YAML"),
        (b"title: caf\xe9\n", 1, "no UTF-8"),
        (b"title: a\nlocale: \xff\xfe\n", 2, "no UTF-8"),
        (b"title: a\x00b\n", 1, "no YAML"),
        (b"- a\n- b\n", 1, "set of keys"),
        (b"just words\n", 1, "set of keys"),
        (b"[" * 100_000, 1, "nested too deeply"),
        (b"a: &a [*a]\n", 1, "“a” is not known"),
        (b"#" * 2_000_001, 1, "over 2 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, file: str, content: bytes, line: int, wrong: str
) -> None:
    error = faults_of(tmp_path, **{"structure" if file == "framework.yaml" else "words": content})
    assert any(fault.file == file and fault.line == line and wrong in fault.wrong for fault in error.faults), str(error)


def test_all_faults_of_a_file_are_told_at_once_in_its_order(tmp_path: Path) -> None:
    structure = (
        STRUCTURE.replace("hi: 7", "hi: 2").replace("id: deciding", "id: Deciding").replace("[extent]", "[mood]")
    )
    lines = [fault.line for fault in faults_of(tmp_path, structure).faults]
    assert len(lines) >= 3
    assert lines == sorted(lines)


def test_a_fault_is_told_once_however_often_its_place_is_asked(tmp_path: Path) -> None:
    error = faults_of(tmp_path, STRUCTURE.replace("asks: [importance, comment]", "asks: importance"))
    assert len([fault for fault in error.faults if "should be a list" in fault.wrong]) == 1


def test_a_fault_reads_as_one_line(tmp_path: Path) -> None:
    error = faults_of(tmp_path, STRUCTURE.replace("hi: 7", "hi: 2"))
    first = str(error).splitlines()[0]
    assert re.fullmatch(r"framework\.yaml, line \d+: .+\. .+\.", first), first
    assert len(str(error).splitlines()) == len(error.faults)


@pytest.mark.parametrize("missing", ["framework.yaml", "en.yaml"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, missing: str) -> None:
    folder = write_five(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(FrameworkError, match=rf"{missing}, line 1: The file cannot be read"):
        load_framework(folder)


def test_a_language_without_words_is_told(tmp_path: Path) -> None:
    with pytest.raises(NinefoldError, match=r"no words for “cy”: cy\.yaml"):
        load_framework(write_five(tmp_path), "cy")


def test_another_language_is_one_more_file(tmp_path: Path) -> None:
    folder = write_five(tmp_path)
    (tmp_path / "cy.yaml").write_text(WORDS.replace("locale: en", "locale: cy").replace("Five habits", "Pum arfer"))
    assert locales_of(folder) == ("cy", "en")
    assert load_framework(folder, "cy").title == "Pum arfer"
    assert load_framework(folder).title == "Five habits"


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    folder = write_five(tmp_path)
    assert load_framework(folder).title == "Five habits"
    write_five(tmp_path, words=WORDS.replace("Five habits", "Five good habits"))
    assert load_framework(folder).title == "Five good habits"


@pytest.mark.parametrize("name", ["nowhere", "", "../nine-dimensions", "/no/such/folder", "x" * 300])
def test_a_framework_that_is_not_there_is_told_in_a_sentence(name: str) -> None:
    with pytest.raises(NinefoldError):
        load_framework(name)


def test_levels_are_one_fewer_than_the_points_of_their_scale(tmp_path: Path) -> None:
    structure = (
        STRUCTURE.replace("scales:", "levels: [some, much]\nscales:\n  level: {lo: 0, hi: 3}")
        .replace("asks: [importance", "asks: [level, importance")
        .replace("whole: [extent", "whole: [level, extent")
        .replace("pulse: [extent]", "pulse: [level]")
    )
    faults = faults_of(tmp_path, structure).faults
    assert any("2 levels" in fault.wrong and "Name 3 levels" in fault.right for fault in faults), faults


def test_results_on_two_scales_are_refused(tmp_path: Path) -> None:
    structure = (
        STRUCTURE.replace("scales:", "levels: [a, b, c]\nscales:\n  level: {lo: 0, hi: 3}")
        .replace("id: resting, asks: [importance]", "id: resting, asks: [level]")
        .replace("[extent", "[level, extent")
    )
    assert any("scales differ" in fault.wrong for fault in faults_of(tmp_path, structure).faults)


def test_a_question_on_impact_cannot_be_called_comment(tmp_path: Path) -> None:
    structure = STRUCTURE.replace("overall:", "impact: {questions: [climate, comment], comment: true}\noverall:")
    assert any("“comment”" in fault.wrong for fault in faults_of(tmp_path, structure).faults)


def test_every_code_of_a_framework_is_there_once(tmp_path: Path) -> None:
    for framework in (load_framework("nine-dimensions"), load_framework(write_five(tmp_path))):
        codes = [question.code for question in framework.questions]
        assert len(set(codes)) == len(codes)


def test_the_shipped_framework_is_found_by_its_id() -> None:
    assert shipped_frameworks() == ("nine-dimensions",)
    assert load_framework("nine-dimensions").locale == "en"
