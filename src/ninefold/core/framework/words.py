"""The words of a framework in one locale, put together with its structure."""

from __future__ import annotations

from ninefold.core.framework.model import (
    Dimension,
    Framework,
    Group,
    Impact,
    Kind,
    Level,
    Question,
    Scale,
)
from ninefold.core.framework.positions import Place
from ninefold.core.framework.situations import read_situations
from ninefold.core.framework.structure import DimensionShape, Structure


def read_words(top: Place, structure: Structure) -> Framework:
    """The framework that `structure` and the words at the top of a locale's file make together."""
    required, optional = ["locale", "title", "groups", "scales", "dimensions"], ["summary", "overall", "impact"]
    (required if structure.situations else optional).append("situations")
    fields = top.fields(required, optional)
    scales = _scales(fields["scales"], structure)
    dimensions = fields["dimensions"].fields(required=[shape.id for shape in structure.dimensions])
    overall = fields["overall"].fields(required=_with_self(structure.overall), optional=("title",))
    return Framework(
        id=structure.id,
        version=structure.version,
        locale=fields["locale"].text(),
        title=fields["title"].text(),
        summary=fields["summary"].text(),
        groups=_groups(fields["groups"], structure),
        scales=tuple(scales.values()),
        dimensions=tuple(_dimension(dimensions[shape.id], shape, structure, scales) for shape in structure.dimensions),
        overall_title=overall["title"].text(),
        overall=tuple(
            _question(f"overall.{name}", "comment", None, None, overall[name], overall[f"{name}_self"])
            for name in structure.overall
        ),
        impact=_impact(fields["impact"], structure, scales) if structure.impact else None,
        forms=structure.forms,
        thresholds=structure.thresholds,
        advice=structure.advice,
        situations=read_situations(fields["situations"], structure.situations) if structure.situations else (),
    )


def _with_self(names: tuple[str, ...]) -> list[str]:
    return [key for name in names for key in (name, f"{name}_self")]


def _groups(place: Place, structure: Structure) -> tuple[Group, ...]:
    found = place.fields(required=structure.groups)
    groups = []
    for group_id in structure.groups:
        fields = found[group_id].fields(required=("label",), optional=("asked_as",))
        label = fields["label"].text()
        groups.append(Group(group_id, label, fields["asked_as"].text() or label))
    return tuple(groups)


def _scales(place: Place, structure: Structure) -> dict[str, Scale]:
    found = place.fields(required=tuple(structure.scales))
    scales = {}
    for scale_id, (lo, hi) in structure.scales.items():
        fields = found[scale_id].fields(required=("labels", "cannot_rate"), optional=("help",))
        labels = fields["labels"].texts()
        if fields["labels"].present and len(labels) != hi - lo + 1:
            fields["labels"].fault(
                f"The scale “{scale_id}” has {len(labels)} labels, but runs from {lo} to {hi}.",
                f"Write {hi - lo + 1} labels, the lowest point first.",
            )
        scales[scale_id] = Scale(scale_id, lo, hi, labels, fields["cannot_rate"].text(), fields["help"].text())
    return scales


def _question(
    code: str, kind: Kind, dimension: str | None, scale: Scale | None, text: Place, text_self: Place | None = None
) -> Question:
    """One question. What is not worded for oneself is asked in the same words."""
    words = text.text()
    words_self = text_self.text() if text_self is not None and text_self.present else words
    return Question(code, kind, dimension, scale, words, words_self)


def _dimension(place: Place, shape: DimensionShape, structure: Structure, scales: dict[str, Scale]) -> Dimension:
    asked = _with_self(tuple(shape.asks))
    needed = [*shape.asks, *(["levels"] if "level" in shape.asks else []), *(["behaviours"] if shape.items else [])]
    optional = ["short", "tagline", "what", "why", "not", *(key for key in asked if key.endswith("_self"))]
    # A dimension without the level question may still describe its levels.
    optional += [key for key in ("levels", "behaviours") if key not in needed]
    fields = place.fields(required=["title", *needed], optional=optional)
    items = fields["behaviours"].fields(required=shape.items) if shape.items else {}
    title = fields["title"].text()

    def ask(kind: Kind) -> Question | None:
        if kind not in shape.asks:
            return None
        return _question(f"{shape.id}.{kind}", kind, shape.id, scales.get(kind), fields[kind], fields[f"{kind}_self"])

    return Dimension(
        id=shape.id,
        title=title,
        short=fields["short"].text() or title,
        tagline=fields["tagline"].text(),
        what=fields["what"].text(),
        why=fields["why"].text(),
        is_not=fields["not"].texts(),
        levels=_levels(fields["levels"], structure, scales) if fields["levels"].present else (),
        level=ask("level"),
        importance=ask("importance"),
        items=tuple(
            _question(f"{shape.id}.{name}", "extent", shape.id, scales.get("extent"), items[name])
            for name in shape.items
        ),
        comment=ask("comment"),
    )


def _levels(place: Place, structure: Structure, scales: dict[str, Scale]) -> tuple[Level, ...]:
    found = place.fields(required=structure.levels)
    lo = scales["level"].lo if "level" in scales else 0
    levels = []
    for offset, level_id in enumerate(structure.levels, start=1):
        fields = found[level_id].fields(required=("anchor",), optional=("prompts", "development"))
        levels.append(
            Level(
                id=level_id,
                point=lo + offset,
                anchor=fields["anchor"].text(),
                prompts=fields["prompts"].texts(),
                development=fields["development"].texts(),
            )
        )
    return tuple(levels)


def _impact(place: Place, structure: Structure, scales: dict[str, Scale]) -> Impact:
    needed = ["title", "questions", *(["comment"] if structure.impact_comment else [])]
    fields = place.fields(required=needed, optional=["intro", "short", "comment_self", "comment"])
    texts = fields["questions"].fields(required=structure.impact)
    short = fields["short"].fields(required=(), optional=structure.impact)
    scale = scales.get("extent")
    questions = []
    for name in structure.impact:
        asked = _question(f"impact.{name}", "impact", None, scale, texts[name])
        questions.append(Question(asked.code, asked.kind, None, scale, asked.text, asked.text_self, short[name].text()))
    comment = None
    if structure.impact_comment:
        comment = _question("impact.comment", "comment", None, None, fields["comment"], fields["comment_self"])
    return Impact(fields["title"].text(), fields["intro"].text(), tuple(questions), comment)
