"""The structure file of a framework: what is asked, on which scales, in which forms. No words yet."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ninefold.core.framework.model import (
    FEWEST_POINTS,
    KINDS,
    MOST_POINTS,
    SELF,
    Advice,
    Kind,
    Thresholds,
)
from ninefold.core.framework.naming import NAME, read_name, read_names
from ninefold.core.framework.positions import Place
from ninefold.core.framework.situations import SituationShape, read_shapes

ASKS = ("level", "importance", "comment")
RATED: tuple[str, ...] = ("level", "importance", "extent")
# A dimension has a page of its own under its id, beside these.
PAGES = ("situations", "search", "side-by-side")


@dataclass(frozen=True, slots=True)
class DimensionShape:
    """What is asked about one dimension, and where the file says so."""

    id: str
    asks: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """A structure file, checked."""

    id: str
    version: str
    default_locale: str
    groups: tuple[str, ...]
    scales: dict[str, tuple[int, int]]
    levels: tuple[str, ...]
    dimensions: tuple[DimensionShape, ...]
    overall: tuple[str, ...]
    impact: tuple[str, ...]
    impact_comment: bool
    forms: tuple[tuple[str, tuple[Kind, ...]], ...]
    thresholds: Thresholds
    advice: Advice
    situations: tuple[SituationShape, ...]


def read_structure(top: Place) -> Structure:
    """The structure that stands at the top of a file. Faults are noted on the places they are at."""
    fields = top.fields(
        required=("id", "version", "default_locale", "groups", "scales", "dimensions", "forms"),
        optional=("levels", "overall", "impact", "thresholds", "advice", "situations"),
    )
    scales = _scales(fields["scales"])
    dimensions = _dimensions(fields["dimensions"])
    impact = fields["impact"].fields(required=("questions",), optional=("comment",)) if fields["impact"].present else {}
    structure = Structure(
        id=read_name(fields["id"]),
        version=fields["version"].text(),
        default_locale=fields["default_locale"].text(),
        groups=_groups(fields["groups"]),
        scales=scales,
        levels=read_names(fields["levels"]),
        dimensions=dimensions,
        overall=read_names(fields["overall"]),
        impact=read_names(impact["questions"]) if impact else (),
        impact_comment=impact["comment"].yes() if impact else False,
        forms=_forms(fields["forms"]),
        thresholds=_thresholds(fields["thresholds"], scales, has_level=any("level" in d.asks for d in dimensions)),
        advice=_advice(fields["advice"]),
        situations=read_shapes(fields["situations"], [shape.id for shape in dimensions]),
    )
    _check_levels(fields["levels"], structure)
    _check_forms(fields["forms"], structure)
    _check_results_lie_on_one_scale(fields["dimensions"], structure)
    if structure.impact_comment and "comment" in structure.impact:
        impact["questions"].fault("A question on impact cannot be called “comment”.", "Choose another name.")
    _check_scales_used(fields["scales"], structure)
    return structure


def _groups(place: Place) -> tuple[str, ...]:
    groups = read_names(place)
    if place.present and SELF not in groups:
        place.fault("The groups leave out “self”.", "Add “self”: it is the participant’s own answers.")
    if place.present and len(groups) < 2:
        place.fault("There is no group besides “self”.", "Add at least one group of raters.")
    return groups


def _scales(place: Place) -> dict[str, tuple[int, int]]:
    scales: dict[str, tuple[int, int]] = {}
    for name, scale in place.fields(required=(), optional=RATED).items():
        if not scale.present:
            continue
        fields = scale.fields(required=("lo", "hi"))
        lo, hi = fields["lo"].whole_number(), fields["hi"].whole_number(fallback=4)
        points = hi - lo + 1
        if not FEWEST_POINTS <= points <= MOST_POINTS:
            scale.fault(
                f"{scale.name} runs from {lo} to {hi}, which is {max(points, 0)} points.",
                f"A scale has {FEWEST_POINTS} to {MOST_POINTS} points, “lo” being the lowest.",
            )
            lo, hi = 0, 4
        scales[name] = (lo, hi)
    return scales


def _dimensions(place: Place) -> tuple[DimensionShape, ...]:
    shapes: list[DimensionShape] = []
    for entry in place.items():
        fields = entry.fields(required=("id",), optional=("asks", "items"))
        shape = DimensionShape(read_name(fields["id"]), _asks(fields["asks"]), read_names(fields["items"]))
        if any(shape.id == other.id for other in shapes):
            fields["id"].fault(f"There are two dimensions “{shape.id}”.", "Give one of them another id.")
        if shape.id in ("overall", "impact"):
            fields["id"].fault(
                f"A dimension cannot be called “{shape.id}”.", "Questions of that name exist; choose another id."
            )
        if shape.id in PAGES:
            fields["id"].fault(
                f"A dimension cannot be called “{shape.id}”.", "A page of that name exists; choose another id."
            )
        for clash in set(shape.items) & set(ASKS):
            fields["items"].fault(f"An item cannot be called “{clash}”.", "Choose another name, such as “b1”.")
        if "level" not in shape.asks and not shape.items:
            entry.fault(
                f"The dimension “{shape.id}” asks neither its level nor any item, so it would have no result.",
                "Add “level” to its “asks”, or “items”.",
            )
        shapes.append(shape)
    if place.present and not shapes:
        place.fault("There are no dimensions.", "Add at least one.")
    return tuple(shapes)


def _asks(place: Place) -> tuple[str, ...]:
    asked = read_names(place)
    for entry in place.items():
        if entry.text() and entry.text() not in ASKS:
            entry.fault(f"“{entry.text()}” is nothing that can be asked here.", f"Known are: {', '.join(ASKS)}.")
    return asked


def _forms(place: Place) -> tuple[tuple[str, tuple[Kind, ...]], ...]:
    forms = []
    for name, entry in place.entries().items():
        if not NAME.fullmatch(name):
            entry.fault(f"A form is called “{name}”.", "Use small letters, digits, “-” and “_”.")
        kinds = []
        for kind_place in entry.items():
            kind = next((kind for kind in KINDS if kind == kind_place.text()), None)
            if kind is None:
                kind_place.fault(f"“{kind_place.text()}” is no kind of question.", f"Kinds are: {', '.join(KINDS)}.")
            else:
                kinds.append(kind)
        forms.append((name, tuple(kinds)))
    if place.present and not forms:
        place.fault("There is no form.", "Add one, such as “full: [level, importance, extent, comment]”.")
    return tuple(forms)


def _check_levels(place: Place, structure: Structure) -> None:
    asked = any("level" in shape.asks for shape in structure.dimensions)
    if not asked or "level" not in structure.scales:
        return
    lo, hi = structure.scales["level"]
    if len(structure.levels) != hi - lo:
        place.fault(
            f"There are {len(structure.levels)} levels, but the scale “level” runs from {lo} to {hi}.",
            f"Name {hi - lo} levels, one for each point above the lowest, upwards.",
        )


def _check_results_lie_on_one_scale(place: Place, structure: Structure) -> None:
    by_level = {"level" in shape.asks for shape in structure.dimensions}
    if len(by_level) > 1 and structure.scales.get("level") != structure.scales.get("extent"):
        place.fault(
            "Some dimensions ask their level and others do not, and the two scales differ: "
            "their results could not stand in one chart.",
            "Ask the level of all dimensions or of none, or let “level” and “extent” run over the same points.",
        )


def _check_forms(place: Place, structure: Structure) -> None:
    """Every form asks what a dimension's result is made from."""
    needed = {"level" if "level" in shape.asks else "extent" for shape in structure.dimensions}
    for name, kinds in structure.forms:
        for kind in sorted(needed - set(kinds)):
            place.entries()[name].fault(
                f"The form “{name}” leaves out “{kind}”, so some dimensions would have no result.", f"Add “{kind}”."
            )


def _check_scales_used(place: Place, structure: Structure) -> None:
    used = {kind for shape in structure.dimensions for kind in shape.asks if kind != "comment"}
    if structure.impact or any(shape.items for shape in structure.dimensions):
        used.add("extent")
    for name in sorted(used - set(structure.scales)):
        place.fault(
            f"Questions are asked on the scale “{name}”, which is not there.", f"Add “{name}: {{lo: 0, hi: 4}}”."
        )


def _thresholds(place: Place, scales: dict[str, tuple[int, int]], *, has_level: bool) -> Thresholds:
    """What the file says; for what it does not, the shipped five-point values stretched to the scale."""
    names = ("strength", "self_other", "between_groups", "level", "importance")
    fields = place.fields(required=(), optional=names)
    lo, hi = scales.get("level" if has_level else "extent", (0, 4))
    importance_lo, importance_hi = scales.get("importance", (1, 4))
    width = Fraction(hi - lo)

    def within(name: str, shipped: Fraction, least: int, greatest: int) -> Fraction:
        value = fields[name].number(shipped)
        if least <= value <= greatest:
            return value
        fields[name].fault(f"{name} is {fields[name].text()}.", f"It should be from {least} to {greatest}.")
        return shipped

    return Thresholds(
        strength=within("strength", lo + width * 5 / 8, lo, hi),
        self_other=within("self_other", width / 8, 0, hi - lo),
        between_groups=within("between_groups", width / 4, 0, hi - lo),
        level=within("level", lo + width / 2, lo, hi),
        importance=within("importance", Fraction(importance_lo + importance_hi, 2), importance_lo, importance_hi),
    )


def _advice(place: Place) -> Advice:
    names = ("group", "caution_below", "few_below", "sound_from", "single_rater_reliability")
    fields = place.fields(required=(), optional=names)
    reliability = fields["single_rater_reliability"].number(Fraction(19, 100))
    if not 0 < reliability < 1:
        fields["single_rater_reliability"].fault(
            "The reliability of a single rater is not between 0 and 1.", "Research puts it near 0.19."
        )
        reliability = Fraction(19, 100)
    caution, few, sound = (
        _count(fields[name], shipped) for name, shipped in (("caution_below", 6), ("few_below", 8), ("sound_from", 15))
    )
    if not caution <= few <= sound:
        place.fault("caution_below, few_below and sound_from do not rise.", "Let each be at least the one before.")
    return Advice(
        group=_count(fields["group"], 5),
        caution_below=caution,
        few_below=few,
        sound_from=sound,
        single_rater_reliability=reliability,
    )


def _count(place: Place, shipped: int) -> int:
    count = place.whole_number(fallback=shipped) if place.present else shipped
    if count < 1:
        place.fault(f"{place.name} is {count}.", "It should be 1 or more.")
    return count
