"""Everyday situations that lead to the dimensions that matter in them. A framework may have some, or none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ninefold.core.framework.model import Pointer, Situation
from ninefold.core.framework.naming import read_name, read_names
from ninefold.core.framework.positions import Place


@dataclass(frozen=True, slots=True)
class SituationShape:
    """What the structure file says of one situation: its id, and the dimensions it leads to, in order."""

    id: str
    dimensions: tuple[str, ...]


def read_shapes(place: Place, dimensions: Collection[str]) -> tuple[SituationShape, ...]:
    """The situations of a structure file whose dimensions have these ids."""
    shapes: list[SituationShape] = []
    for entry in place.items():
        fields = entry.fields(required=("id", "dimensions"))
        shape = SituationShape(read_name(fields["id"]), read_names(fields["dimensions"]))
        if any(shape.id == other.id for other in shapes):
            fields["id"].fault(f"There are two situations “{shape.id}”.", "Give one of them another id.")
        if fields["dimensions"].present and not shape.dimensions:
            fields["dimensions"].fault(
                f"The situation “{shape.id}” leads to no dimension.", "Name at least one, the most important first."
            )
        for named in fields["dimensions"].items():
            if named.present and named.text() not in dimensions:
                named.fault(f"There is no dimension “{named.text()}”.", f"Dimensions are: {', '.join(dimensions)}.")
        shapes.append(shape)
    return tuple(shapes)


def read_situations(place: Place, shapes: tuple[SituationShape, ...]) -> tuple[Situation, ...]:
    """The situations of these shapes with their words in one locale."""
    found = place.fields(required=[shape.id for shape in shapes])
    return tuple(_situation(found[shape.id], shape) for shape in shapes)


def _situation(place: Place, shape: SituationShape) -> Situation:
    fields = place.fields(required=("title", "text", "dimensions"))
    said = fields["dimensions"].fields(required=shape.dimensions)
    pointers = []
    for name in shape.dimensions:
        words = said[name].fields(required=("why", "try"))
        pointers.append(Pointer(name, words["why"].text(), words["try"].text()))
    return Situation(shape.id, fields["title"].text(), fields["text"].text(), tuple(pointers))
