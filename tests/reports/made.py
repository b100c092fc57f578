"""Reports on answers made up for a test: of the shipped framework, and of one of another shape."""

from __future__ import annotations

import gettext
import random
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ninefold.core.disclosure import disclose
from ninefold.core.framework.library import load_framework
from ninefold.core.framework.model import Framework, Question
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import Rule
from ninefold.reports.content import report_document
from ninefold.reports.document import (
    Block,
    Bullets,
    Callout,
    Cards,
    Chart,
    Comments,
    Document,
    Heading,
    Paragraph,
    Section,
    Table,
    WritingLines,
)
from ninefold.reports.report import Report, report_of
from tests.core.five import write_five

ENGLISH = gettext.NullTranslations()
NINE = load_framework("nine-dimensions")
EVERYBODY = {"self": 1, "line_manager": 1, "peer": 5, "direct_report": 4, "other": 3}


def five(folder: Path) -> Framework:
    """The framework of another shape, from files in this folder."""
    return load_framework(write_five(folder))


def middling(question: Question, chance: random.Random) -> int | None:
    """A likely answer, now and then none at all."""
    assert question.scale is not None
    points = range(question.scale.lo, question.scale.hi + 1)
    if chance.random() < 0.04:
        return None
    return min(points[-1], max(points[0], round(chance.gauss(points[0] + len(points) * 0.55, len(points) * 0.22))))


def answers_of(
    sizes: Mapping[str, int], framework: Framework = NINE, form: str = "full", seed: int = 1, *, comments: bool = True
) -> Answers:
    """Likely answers of so many people of each group."""
    chance = random.Random(seed)
    asked = framework.form(form)
    responses = []
    for group, size in sizes.items():
        for number in range(size):
            given = {q.code: middling(q, chance) for q in asked if q.scale is not None}
            written = {q.code: f"{group} {number} on {q.code}" for q in asked if q.scale is None} if comments else {}
            ratings = {code: point for code, point in given.items() if point is not None}
            responses.append(Response(group, ratings, written))
    return Answers(framework, form, tuple(responses))


def all_answering(points: Mapping[str, int], sizes: Mapping[str, int], framework: Framework = NINE) -> Answers:
    """Answers of people who all chose the same point for questions of one kind, or of one code, and wrote nothing."""
    ratings = {
        q.code: points.get(q.code, points.get(q.kind, q.scale.lo))
        for q in framework.form(framework.forms[0][0])
        if q.scale is not None
    }
    responses = tuple(Response(group, ratings) for group, size in sizes.items() for _ in range(size))
    return Answers(framework, framework.forms[0][0], responses)


def report(answers: Answers, rule: Rule | None = None) -> Report:
    """The report on these answers."""
    return report_of(answers.framework, disclose(answers, rule or Rule()))


def document(answers: Answers) -> Document:
    """The same, ready to be drawn."""
    return report_document(report(answers), ENGLISH)


@cache
def everybodys() -> Document:
    """The report on likely answers of people of every group, drawn once for all tests that only look at it."""
    return document(answers_of(EVERYBODY))


def section(made: Document, anchor: str) -> Section:
    """One part of a document by its anchor."""
    return next(part for part in made.sections if part.anchor == anchor)


def texts(part: Section | Document) -> list[str]:
    """Every text that a reader of a part meets, drawings excepted."""
    if isinstance(part, Document):
        cover = [part.title, part.subtitle, part.purpose, *(text for fact in part.facts for text in fact)]
        return [*cover, *part.words.values(), *(text for each in part.sections for text in texts(each))]
    return [part.title, *(text for block in part.blocks for text in _texts_of(block))]


def _texts_of(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Bullets():
            yield from (text for item in block.items for text in (item.term, item.text))
        case Callout():
            yield from (block.title, block.text)
        case Table():
            yield from (block.caption, *block.header, *(text for row in block.rows for text in row))
        case Chart():
            yield from (block.caption, block.alternative, *(_texts_of(block.table) if block.table else ()))
        case Comments():
            yield from (block.label, *block.texts)
        case WritingLines():
            yield block.label
        case Cards():
            yield from (block.title, block.explanation, *(() if block.cards else (block.none,)))
            for card in block.cards:
                yield from (card.title, card.text, *(text for figure in card.figures for text in figure))


def table(part: Section, caption: str) -> Table:
    """The table of a part whose caption begins so, also where it stands with a chart."""
    found = [block.table if isinstance(block, Chart) else block for block in part.blocks]
    return next(each for each in found if isinstance(each, Table) and each.caption.startswith(caption))


def cards(part: Section) -> dict[str, Cards]:
    return {block.title: block for block in part.blocks if isinstance(block, Cards)}


def titles(found: Cards) -> list[str]:
    return [card.title for card in found.cards]


def callouts(part: Section) -> list[Callout]:
    return [block for block in part.blocks if isinstance(block, Callout)]
