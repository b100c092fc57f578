"""The question bank: what is wrong in its files is named by line, a draw is even and random, and marking is exact."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

import ninefold
from ninefold.core.question_bank import (
    FROM_EACH_THEME,
    OPTIONS,
    Bank,
    QuestionBankError,
    draw,
    load_bank,
    mark,
)
from tests.house.test_words import rejected

SHIPPED = Path(ninefold.__file__).parent / "academy" / "question_bank"


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank(SHIPPED)


def written(folder: Path, change: str, by: str) -> Path:
    """A bank of one shipped file in which one text stands in place of another."""
    text = (SHIPPED / "ethics.yaml").read_text(encoding="utf-8")
    assert change in text
    (folder / "ethics.yaml").write_text(text.replace(change, by, 1), encoding="utf-8")
    return folder


def rights(bank: Bank) -> dict[str, int]:
    return {name: each.right for name, each in bank.questions.items()}


def test_the_shipped_bank_has_a_dozen_questions_on_each_of_four_themes(bank: Bank) -> None:
    assert {theme.title: len(theme.questions) for theme in bank.themes} == {
        "Confidentiality": 12,
        "Ethics": 12,
        "The feedback session": 12,
        "Reading a report": 12,
    }


def test_the_right_option_gives_itself_away_neither_by_its_place_nor_by_its_length(bank: Bank) -> None:
    questions = list(bank.questions.values())
    places = Counter(each.right for each in questions)
    assert max(places.values()) - min(places.values()) <= 2
    longest = sum(len(each.options[each.right]) == max(map(len, each.options)) for each in questions)
    assert longest < len(questions) / 2


def test_the_questions_are_written_in_the_words_of_the_field(bank: Bank) -> None:
    texts = [theme.title for theme in bank.themes]
    for each in bank.questions.values():
        texts += [each.ask, *each.options, each.because]
    assert [found for text in texts for found in rejected(text)] == []


def test_a_draw_takes_the_same_number_of_each_theme_none_twice_and_can_be_made_again(bank: Bank) -> None:
    drawn = draw(bank, Random(7))
    assert Counter(each.theme for each in drawn) == dict.fromkeys((theme.id for theme in bank.themes), FROM_EACH_THEME)
    assert len({each.question for each in drawn}) == len(drawn)
    assert all(sorted(each.order) == list(range(OPTIONS)) for each in drawn)
    assert draw(bank, Random(7)) == drawn
    assert draw(bank, Random(8)) != drawn


def test_over_many_draws_every_question_comes_and_every_option_stands_everywhere(bank: Bank) -> None:
    chance = Random(1)
    drawn = [each for _ in range(200) for each in draw(bank, chance)]
    assert {each.question for each in drawn} == set(rights(bank))
    assert {each.order.index(place) for each in drawn for place in range(OPTIONS)} == set(range(OPTIONS))


@pytest.mark.parametrize(
    ("wrong", "percent", "passed"), [(0, 100, True), (4, 80, True), (5, 75, False), (20, 0, False)]
)
def test_eighty_per_cent_pass_and_what_is_under_it_does_not(bank: Bank, wrong: int, percent: int, passed: bool) -> None:
    drawn = draw(bank, Random(3))
    right = rights(bank)
    answers = {each.question: right[each.question] for each in drawn[wrong:]}
    answers |= {each.question: (right[each.question] + 1) % OPTIONS for each in drawn[:wrong]}
    result = mark(bank, drawn, answers, 80)
    assert (result.percent, result.passed) == (percent, passed)
    assert sum(len(theme.wrong) for theme in result.themes) == wrong


def test_what_was_not_answered_is_wrong_and_said_to_be_open(bank: Bank) -> None:
    drawn = draw(bank, Random(3))
    result = mark(bank, drawn, {}, 80)
    assert result.percent == 0
    assert {given for theme in result.themes for _question, given in theme.wrong} == {None}


def test_nobody_passes_by_rounding(bank: Bank) -> None:
    drawn = draw(bank, Random(3))[:3]
    answers = {each.question: rights(bank)[each.question] for each in drawn[:2]}
    assert mark(bank, drawn, answers, 67).passed is False


@pytest.mark.parametrize(
    ("change", "by", "said"),
    [
        ("right: 3", "right: 5", "line 12: “right” is 5. It should be the number of an option, from 1 to 4."),
        ("right: 3", "right: third", "line 12: the file, questions, entry 1, right is “third”. It should be a whole"),
        ("    right: 3\n", "", "line 5: the file, questions, entry 1 has no “right”."),
        ("id: too-close", "id: friend", "line 14: There are two questions “friend”."),
        ("      - Accept, if you promise each other never to mention it at choir\n", "", "There are 3 options here."),
        ("questions:", "question:", "“question” is not known in the file. Did you mean “questions”?"),
        ("title: Ethics", "title: [Ethics", "This is no YAML"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_line(tmp_path: Path, change: str, by: str, said: str) -> None:
    with pytest.raises(QuestionBankError) as caught:
        load_bank(written(tmp_path, change, by))
    assert "ethics.yaml, line " in str(caught.value)
    assert said in str(caught.value)


def test_a_theme_with_too_few_questions_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionBankError, match="no file of questions here"):
        load_bank(tmp_path)
    text = (SHIPPED / "ethics.yaml").read_text(encoding="utf-8")
    (tmp_path / "ethics.yaml").write_text(text.split("  - id: own-competence")[0], encoding="utf-8")
    with pytest.raises(QuestionBankError, match="A theme needs 10 at the least"):
        load_bank(tmp_path)


def test_a_changed_word_makes_another_bank(bank: Bank, tmp_path: Path) -> None:
    one = load_bank(written(tmp_path, "title: Ethics", "title: Ethics and you"))
    assert one.mark not in {bank.mark, ""}
