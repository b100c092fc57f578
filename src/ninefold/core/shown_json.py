"""What may be shown, as the JSON in which it is kept: written when a questionnaire closes, read for each page.

Nothing is worked out here. What is read is exactly what was written, or is refused; figures are text, as JSON has
no decimals. Like reports, this module cannot reach an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeVar, get_args

from ninefold.core.errors import NinefoldError
from ninefold.core.shown import HIDDEN, Block, Cell, CellKind, CommentList, Rule, Shown

FORMAT = 1
_KINDS: tuple[CellKind, ...] = get_args(CellKind)
Read = TypeVar("Read")


class StoredReportError(NinefoldError):
    """What was kept of a report cannot be read; the text names the place, as `cells[3].n`."""


def dump_shown(shown: Shown) -> dict[str, object]:
    """The value that `load_shown` reads back; it holds texts, whole numbers, lists and mappings alone."""
    return {
        "format": FORMAT,
        "form": shown.form,
        "rule": {"minimum": shown.rule.minimum, "comment_writers": shown.rule.comment_writers},
        "blocks": [
            {
                "groups": list(block.groups),
                "identified": block.identified,
                "responses": block.responses,
                "asked": block.asked,
            }
            for block in shown.blocks
        ],
        "omitted": shown.omitted,
        "cells": [
            {"question": question, "block": block, **dump_cell(cell)} for (question, block), cell in shown.cells.items()
        ],
        "comments": [
            {"question": each.question, "blocks": list(each.blocks), "texts": list(each.texts)}
            for each in shown.comments
        ],
    }


def load_shown(value: object) -> Shown:
    """What was kept. Raises StoredReportError for anything that `dump_shown` would not have written."""
    top = _Place("", value).mapping("format", "form", "rule", "blocks", "omitted", "cells", "comments")
    if top["format"].whole() != FORMAT:
        raise top["format"].fault(f"{FORMAT}, the only format that this version can read")
    blocks = tuple(_block(place) for place in top["blocks"].items())
    return Shown(
        form=top["form"].text(),
        rule=_rule(top["rule"]),
        blocks=blocks,
        omitted=top["omitted"].truth(),
        cells=_cells(top["cells"], {block.id for block in blocks}),
        comments=tuple(_comment_list(place) for place in top["comments"].items()),
    )


def dump_cell(cell: Cell) -> dict[str, object]:
    """One cell by itself. A hidden one says nothing but that."""
    return {"kind": cell.kind} if cell.kind == "hidden" else {"kind": cell.kind, "n": cell.n, "value": str(cell.value)}


def load_cell(value: object) -> Cell:
    """One cell that was kept by itself. Raises StoredReportError."""
    return _cell(_Place("", value))


class _Place:
    """A value within what was kept, and where it stands."""

    def __init__(self, name: str, value: object) -> None:
        self.name, self.value = name, value

    def fault(self, right: str) -> StoredReportError:
        return StoredReportError(f"The report that was kept cannot be read: {self.name or 'it'} is not {right}.")

    def mapping(self, *keys: str) -> dict[str, _Place]:
        if not isinstance(self.value, Mapping) or set(self.value) != set(keys):
            raise self.fault(f"a mapping of {', '.join(keys)}")
        return {key: _Place(f"{self.name}.{key}".lstrip("."), self.value[key]) for key in keys}

    def items(self) -> list[_Place]:
        if not isinstance(self.value, list):
            raise self.fault("a list")
        return [_Place(f"{self.name}[{at}]", item) for at, item in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.fault("a text")
        return self.value

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.fault("true or false")
        return self.value

    def whole(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 0:
            raise self.fault("a whole number from 0 up")
        return self.value

    def figure(self) -> Decimal:
        try:
            value = Decimal(self.text())
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or str(value) != self.value:
            raise self.fault("a figure, written as a text")
        return value

    def or_none(self, read: Callable[[_Place], Read]) -> Read | None:
        return None if self.value is None else read(self)


def _rule(place: _Place) -> Rule:
    parts = place.mapping("minimum", "comment_writers")
    minimum, writers = parts["minimum"].whole(), parts["comment_writers"].whole()
    try:
        return Rule(minimum, writers)
    except ValueError as error:
        raise place.fault("a rule at least as tight as the shipped one") from error


def _block(place: _Place) -> Block:
    parts = place.mapping("groups", "identified", "responses", "asked")
    groups = parts["groups"].texts()
    if not groups:
        raise parts["groups"].fault("a list of at least one group")
    return Block(groups, parts["identified"].truth(), parts["responses"].whole(), parts["asked"].or_none(_Place.whole))


def _cells(place: _Place, blocks: set[str]) -> dict[tuple[str, str], Cell]:
    cells: dict[tuple[str, str], Cell] = {}
    for item in place.items():
        if not isinstance(item.value, Mapping):
            raise item.fault("a mapping")
        named = {"question": item.value.get("question"), "block": item.value.get("block")}
        question, block = (part.text() for part in _Place(item.name, named).mapping("question", "block").values())
        if block not in blocks:
            raise item.fault("about one of the blocks")
        if (question, block) in cells:
            raise item.fault("the only cell of its question and block")
        rest = {key: value for key, value in item.value.items() if key not in named}
        cells[question, block] = _cell(_Place(item.name, rest))
    return cells


def _cell(place: _Place) -> Cell:
    written = place.value.get("kind") if isinstance(place.value, Mapping) else None
    kind = next((kind for kind in _KINDS if kind == written), None)
    if kind is None:
        raise place.fault(f"a cell of kind {', '.join(_KINDS)}")
    if kind == "hidden":
        place.mapping("kind")
        return HIDDEN
    parts = place.mapping("kind", "n", "value")
    n = parts["n"].whole()
    if not n:
        raise parts["n"].fault("at least 1")
    return Cell(kind, n, parts["value"].figure())


def _comment_list(place: _Place) -> CommentList:
    parts = place.mapping("question", "blocks", "texts")
    return CommentList(parts["question"].text(), parts["blocks"].texts(), parts["texts"].texts())
