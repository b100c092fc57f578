"""What a search of the model found, with what each passage is called and where it stands on the pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ninefold.academy.queries.model import Model
from ninefold.core.model_search import Group, Hit, Part, Passage, Results, Segment


@dataclass(frozen=True)
class Found:
    """A passage: what part of its page it is, where that is, and its text in segments, those looked for apart."""

    label: str
    address: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class FoundOn:
    """What was found on the page of one dimension or situation: its name, as plain text and with what was found in it.

    `summary` says what the page is about where nothing but its name was found.
    """

    name: str
    title: tuple[Segment, ...]
    address: str
    summary: str
    passages: tuple[Found, ...]


def found_on_pages(model: Model, results: Results) -> list[FoundOn]:
    """The groups of the results as parts of a page, in their order."""
    return [_found_on(model, group) for group in results.groups]


def as_typed(query: str) -> str:
    """What somebody looked for as it can be said back to them: without signs that nobody sees."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in query).split())


def _found_on(model: Model, group: Group) -> FoundOn:
    if group.situation:
        situation = next(each for each in model.framework.situations if each.id == group.situation)
        name, summary = situation.title, situation.text
        address = reverse("academy:situation", kwargs={"slug": situation.id})
    else:
        dimension = model.framework.dimension(group.dimension)
        name, summary = dimension.title, dimension.tagline
        address = reverse("academy:dimension", kwargs={"slug": dimension.id})
    titles = [hit for hit in group.hits if hit.passage.part == "title"]
    passages = tuple(_found(model, hit, address) for hit in group.hits if hit.passage.part != "title")
    title = titles[0].segments if titles else (Segment(name, hit=False),)
    return FoundOn(name, title, address, "" if passages else summary, passages)


def _found(model: Model, hit: Hit, address: str) -> Found:
    label, anchor = _label_and_anchor(model, hit.passage)
    return Found(label, f"{address}#{anchor}" if anchor else address, hit.segments)


def _label_and_anchor(model: Model, passage: Passage) -> tuple[str, str]:
    """What a passage is called within its page, and its anchor there: none where it is at the top."""
    level = model.level_names.get(passage.level, "")
    prompt = _("Think about it: {level}, question {number}").format(level=level, number=passage.place)
    pointed = model.framework.dimension(passage.pointer).title if passage.pointer else ""
    places: dict[Part, tuple[str, str]] = {
        "tagline": (_("In a few words"), ""),
        "what": (_("What it is"), "what"),
        "why": (_("Why it matters"), "why"),
        "not": (_("What it is not"), "not"),
        "level": (_("Level: {level}").format(level=level), f"level-{passage.level}"),
        "development": (_("Ways to grow: {level}").format(level=level), f"grow-{passage.level}"),
        "prompt": (prompt, f"think-{passage.level}-{passage.place}"),
        "behaviour": (_("What others may notice"), "seen"),
        "situation": (_("The situation"), ""),
        "pointer": (_("{dimension}, in this situation").format(dimension=pointed), f"matters-{passage.pointer}"),
    }
    return places[passage.part]
