"""The whole model as a booklet: a tagged PDF with a spread for each dimension, whatever framework it is.

Nothing in it is about anybody. All words of the model come from the framework, all others from `translations`.
"""

from __future__ import annotations

from pathlib import Path

from ninefold.core.framework.model import Dimension, Framework, Situation
from ninefold.reports.glyphs import drawable
from ninefold.reports.pdf import language_parts, typeset
from ninefold.reports.words import Translations

TEMPLATE = Path(__file__).parent / "booklet.typ"


def booklet_pdf(framework: Framework, translations: Translations) -> bytes:
    """The framework as a PDF file; the same bytes for the same framework and words."""
    words = _words(translations)
    data = {
        "title": framework.title,
        "summary": framework.summary,
        "version": words.pop("version").format(version=framework.version),
        "dimensions": [_dimension(dimension, framework) for dimension in framework.dimensions],
        "situations": [_situation(situation, framework) for situation in framework.situations],
        "words": words,
    }
    drawn = _drawn(data, words["not_drawn"])
    assert isinstance(drawn, dict)
    return typeset(TEMPLATE, {**drawn, **language_parts(framework.locale)})


def _words(translations: Translations) -> dict[str, str]:
    _ = translations.gettext
    return {
        "about": _("About this model"),
        "levels_note": _(
            "Levels are not grades. A level says how demanding the leading is, not how senior the leader; each "
            "includes those before it, and any of them may be the right one for a job."
        ),
        "use_note": _(
            "Nobody is all of this. Choose one dimension that matters in your work now, read its two pages, take one "
            "question with you for a week, and try one of the ways to grow."
        ),
        "contents": _("Contents"),
        "what": _("What it is"),
        "why": _("Why it matters"),
        "not": _("What it is not"),
        "seen": _("What others may notice"),
        "levels": _("The levels, and questions to think about"),
        "think": _("Think about it"),
        "grow": _("Ways to grow towards it"),
        "notes": _("My notes"),
        "situations": _("I lead in this situation"),
        "try": _("Try or ask:"),
        "version": _("Version {version}"),
        "not_drawn": _("[{count} characters in a script that this file cannot show; the web page shows them]"),
    }


def _dimension(dimension: Dimension, framework: Framework) -> dict[str, object]:
    levels = [
        {
            "name": framework.level_name(level),
            "anchor": level.anchor,
            "prompts": level.prompts,
            "development": level.development,
        }
        for level in dimension.levels
    ]
    return {
        "id": dimension.id,
        "title": dimension.title,
        "tagline": dimension.tagline,
        "what": dimension.what,
        "why": dimension.why,
        "is_not": dimension.is_not,
        "seen": [item.text for item in dimension.items],
        "levels": levels,
    }


def _situation(situation: Situation, framework: Framework) -> dict[str, object]:
    pointers = [
        {
            "id": pointer.dimension,
            "title": framework.dimension(pointer.dimension).title,
            "why": pointer.why,
            "try": pointer.to_try,
        }
        for pointer in situation.pointers
    ]
    return {"title": situation.title, "text": situation.text, "pointers": pointers}


def _drawn(value: object, passage: str) -> object:
    """The same with every text in characters that the typefaces have."""
    match value:
        case str():
            return drawable(value, passage)
        case dict():
            return {key: _drawn(each, passage) for key, each in value.items()}
        case list() | tuple():
            return [_drawn(each, passage) for each in value]
        case _:
            return value
