"""Other answers with the same shown cells give the same report, byte for byte, in every form."""

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from ninefold.core.disclosure import disclose
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import Rule, Shown
from ninefold.reports.content import report_document
from ninefold.reports.html import report_page
from ninefold.reports.pdf import report_pdf
from ninefold.reports.report import report_of
from ninefold.reports.report_json import report_json
from ninefold.reports.spreadsheet import report_spreadsheet
from tests.reports.made import ENGLISH, EVERYBODY, NINE, answers_of

SIZES = {"self": 1, "line_manager": 1, "peer": 3, "direct_report": 2, "other": 1}


def shown_of(answers: Answers) -> Shown:
    return disclose(answers, Rule())


def forms_of(answers: Answers) -> dict[str, bytes]:
    """Every form of a report but the PDF, which is a drawing of the same document as the page."""
    made = report_of(answers.framework, shown_of(answers))
    return {
        "json": report_json(made, ENGLISH).encode(),
        "html": report_page(report_document(made, ENGLISH)).encode(),
        "xlsx": report_spreadsheet(made, ENGLISH),
    }


def pdf_of(answers: Answers) -> bytes:
    return report_pdf(report_document(report_of(answers.framework, shown_of(answers)), ENGLISH))


def with_answer(answers: Answers, rater: int, code: str, point: int) -> Answers:
    responses = list(answers.responses)
    old = responses[rater]
    responses[rater] = Response(old.group, {**old.ratings, code: point}, old.comments)
    return Answers(answers.framework, answers.form, tuple(responses))


def changed_behind(answers: Answers, chance: random.Random) -> Answers:
    """Other answers to every question with the same cell shown for it, wherever there are any.

    Tries pairs of raters of one block and all pairs of points they might have chosen, and sees what is shown; it knows
    nothing of the rule.
    """
    expected = shown_of(answers).cells
    protected = [block for block in shown_of(answers).blocks if not block.identified]
    for question in answers.questions:
        if question.scale is None:
            continue
        for block in protected:
            members = [place for place, one in enumerate(answers.responses) if one.group in block.groups]
            raters = [place for place in members if question.code in answers.responses[place].ratings]
            if len(raters) < 2:
                continue
            one, other = chance.sample(raters, 2)
            points = list(product(range(question.scale.lo, question.scale.hi + 1), repeat=2))
            chance.shuffle(points)
            for mine, yours in points[:8]:
                tried = with_answer(with_answer(answers, one, question.code, mine), other, question.code, yours)
                alone = Answers(NINE, "full", tuple(_only(response, question.code) for response in tried.responses))
                if shown_of(alone).cells[question.code, block.id] == expected[question.code, block.id]:
                    answers = tried
                    break
    return answers


def _only(response: Response, code: str) -> Response:
    return Response(response.group, {code: response.ratings[code]} if code in response.ratings else {})


def pairs() -> Iterator[tuple[Answers, Answers]]:
    for seed in (1, 2):
        chance = random.Random(seed)
        before = answers_of(SIZES if seed % 2 else EVERYBODY, form="short", seed=seed)
        yield before, changed_behind(before, chance)


@pytest.fixture(scope="module", name="alike")
def answers_that_are_shown_alike() -> list[tuple[Answers, Answers]]:
    return list(pairs())


def test_other_answers_with_the_same_cells_give_the_same_bytes(alike: list[tuple[Answers, Answers]]) -> None:
    for before, after in alike:
        assert shown_of(before).cells == shown_of(after).cells
        changed = sum(
            old.ratings[code] != new.ratings[code]
            for old, new in zip(before.responses, after.responses, strict=True)
            for code in old.ratings
        )
        assert changed > 15, "too little was changed to prove anything"
        assert forms_of(before) == forms_of(after)


def test_the_same_is_true_of_the_pdf(alike: list[tuple[Answers, Answers]]) -> None:
    before, after = alike[0]
    assert pdf_of(before) == pdf_of(after)


def test_who_comes_first_in_the_file_changes_no_byte() -> None:
    answers = answers_of(EVERYBODY, seed=3)
    responses = list(answers.responses)
    random.Random(4).shuffle(responses)
    assert responses != list(answers.responses)
    assert forms_of(answers) == forms_of(Answers(NINE, "full", tuple(responses)))


def test_who_of_a_joined_block_is_of_which_group_changes_nothing_but_by_moving_its_size() -> None:
    answers = answers_of({"peer": 2, "other": 2}, form="short", comments=False)
    first, second, *rest = answers.responses
    assert first.group == "peer"
    swapped = (Response("other", first.ratings), second, Response("peer", rest[0].ratings), *rest[1:])
    assert forms_of(answers) == forms_of(Answers(NINE, "short", swapped))


def test_answers_of_a_group_that_is_left_out_change_no_byte() -> None:
    by_seed: dict[str, set[bytes]] = defaultdict(set)
    kept = answers_of({"self": 1, "line_manager": 1}, form="short").responses
    for seed in range(4):
        others = answers_of({"peer": 2} if seed % 2 else {"other": 1, "direct_report": 1}, form="short", seed=seed)
        peers = tuple(Response("peer", one.ratings, one.comments) for one in others.responses)
        for form, made in forms_of(Answers(NINE, "short", (*kept, *peers))).items():
            by_seed[form].add(made)
    assert {form: len(made) for form, made in by_seed.items()} == {"json": 1, "html": 1, "xlsx": 1}


def test_a_changed_cell_does_change_every_form() -> None:
    answers = answers_of({"peer": 4}, form="short", comments=False)
    cells = shown_of(answers).cells
    code = next(code for (code, _), cell in cells.items() if cell.kind == "mean" and cell.n == 4)
    rater = next(place for place, one in enumerate(answers.responses) if one.ratings[code] not in (1, 4))
    other = with_answer(answers, rater, code, answers.responses[rater].ratings[code] + 1)
    assert shown_of(other).cells != cells
    before, after = forms_of(answers), forms_of(other)
    assert all(before[form] != after[form] for form in before)
