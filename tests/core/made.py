"""Small frameworks, answers and shown figures, made of plain values, for tests of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ninefold.core.framework.model import (
    Advice,
    Dimension,
    Framework,
    Group,
    Kind,
    Question,
    Scale,
    Thresholds,
)
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import Block, Cell, CellKind, Rule, Shown

GROUPS = ("self", "line_manager", "peer", "direct_report", "other")
THRESHOLDS = Thresholds(Fraction(5, 2), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(5, 2))
ADVICE = Advice(5, 6, 8, 15, Fraction(19, 100))


def scale(lo: int, hi: int, name: str = "level") -> Scale:
    """A scale whose labels are its points in words: “point 0” and so on."""
    return Scale(name, lo, hi, tuple(f"point {point}" for point in range(lo, hi + 1)), "no opportunity to observe")


LEVEL = scale(0, 4)
IMPORTANCE = scale(1, 4, "importance")
EXTENT = scale(0, 4, "extent")


def _question(code: str, kind: Kind, dimension: str | None, on: Scale | None) -> Question:
    return Question(code, kind, dimension, on, f"{code}?", f"{code} (you)?")


def dimension(
    name: str, *, level: Scale | None = LEVEL, importance: Scale | None = IMPORTANCE, items: Sequence[Scale] = ()
) -> Dimension:
    """A dimension with these questions; its items are called b1, b2 and so on."""
    return Dimension(
        id=name,
        title=name.capitalize(),
        short=name.capitalize(),
        tagline="",
        what="",
        why="",
        is_not=(),
        levels=(),
        level=_question(f"{name}.level", "level", name, level) if level else None,
        importance=_question(f"{name}.importance", "importance", name, importance) if importance else None,
        items=tuple(_question(f"{name}.b{at}", "extent", name, on) for at, on in enumerate(items, start=1)),
        comment=_question(f"{name}.comment", "comment", name, None),
    )


def framework(*dimensions: Dimension, groups: Sequence[str] = GROUPS, thresholds: Thresholds = THRESHOLDS) -> Framework:
    """A framework of these dimensions with one form, “full”, that asks everything."""
    return Framework(
        id="made",
        version="1",
        locale="en",
        title="Made",
        summary="",
        groups=tuple(Group(group, group.replace("_", " ").capitalize(), group) for group in groups),
        scales=(LEVEL, IMPORTANCE, EXTENT),
        dimensions=dimensions or (dimension("care"),),
        overall_title="Overall",
        overall=(_question("overall.keep", "comment", None, None),),
        impact=None,
        forms=(("full", ("level", "importance", "extent", "impact", "comment")),),
        thresholds=thresholds,
        advice=ADVICE,
    )


def asking(on: Scale, questions: int = 1, groups: Sequence[str] = GROUPS) -> Framework:
    """A framework that asks so many questions, q.b1, q.b2 and so on, on one scale."""
    return framework(dimension("q", level=None, importance=None, items=[on] * questions), groups=groups)


def answered(asked: Framework, *people: tuple[str, Sequence[int | None]]) -> Answers:
    """Answers of people, each a group and one rating (or None) for each rated question in order."""
    codes = [question.code for question in asked.questions if question.scale is not None]
    responses = tuple(
        Response(group, {code: point for code, point in zip(codes, points, strict=True) if point is not None})
        for group, points in people
    )
    return Answers(asked, "full", responses)


def writing(asked: Framework, *people: tuple[str, Mapping[str, str]]) -> Answers:
    """Answers of people who only wrote comments: each a group and texts by the code of the question."""
    return Answers(asked, "full", tuple(Response(group, {}, texts) for group, texts in people))


def crowd(**sizes: int) -> list[tuple[str, Sequence[int | None]]]:
    """So many people of each group, all of whom answered 2 to one question."""
    return [(group, (2,)) for group, size in sizes.items() for _ in range(size)]


def adding_up_to(total: int, people: int, on: Scale) -> list[int]:
    """Answers of so many people on a scale that add up to a total, as equal as can be."""
    each, more = divmod(total, people)
    points = [each + (place < more) for place in range(people)]
    assert on.lo <= min(points)
    assert max(points) <= on.hi
    return points


def cell(kind: CellKind, n: int, value: str) -> Cell:
    """A cell as shown: its value written as in a report."""
    return Cell(kind, n, Decimal(value))


def shown(cells: Mapping[tuple[str, str], Cell], blocks: Iterable[Block]) -> Shown:
    """What is shown: these cells of these blocks, and no comments."""
    return Shown("full", Rule(), tuple(blocks), omitted=False, cells=dict(cells), comments=())


def block(*groups: str, responses: int = 4) -> Block:
    """A block of these groups; oneself and the line manager are shown as themselves."""
    return Block(groups, groups[0] in ("self", "line_manager"), responses)
