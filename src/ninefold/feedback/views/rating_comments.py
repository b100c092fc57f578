"""A comment as it will look, with what in it may give its writer away."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ninefold.core.comment_hints import hints

HINTS: dict[str, str | Promise] = {
    "language": _(
        "It is written in another language than the questionnaire. Few of those who were asked may write it."
    ),
    "own_name": _("Your own name, or a part of it."),
    "own_address": _("Your own e-mail address, or a part of it."),
    "address": _("An e-mail address or a telephone number."),
    "name": _("Somebody’s name. We mark any name, whoever it is, and do not say whether they were asked."),
    "job": _("A job or a grade: few people may have it."),
    "phrase": _("Words that say how you stand to each other, or that you are the only one."),
    "date": _("A date: others may remember who was there."),
    "place": _("A place: others may know who works there."),
}


@dataclass(frozen=True)
class Look:
    """A comment in parts, each marked or not, what the marked ones may tell, and where it can be changed."""

    question: str
    href: str
    parts: tuple[tuple[str, bool], ...]
    hints: tuple[str | Promise, ...] = ()


@dataclass(frozen=True)
class Writer:
    """What a writer knows of themselves, and the language in which they were asked."""

    name: str
    address: str
    language: str


def look_of(question: str, href: str, text: str, writer: Writer | None) -> Look:
    """How a comment will look. Its writer is shown what in it may give them away, unless it is shown as theirs."""
    if writer is None:
        return Look(question, href, ((text, False),))
    found = hints(text, writer.name, writer.address, writer.language)
    parts: list[tuple[str, bool]] = []
    at = 0
    for hint in found:
        if hint.kind != "language":  # which is about the whole
            parts += [(text[at : hint.start], False), (text[hint.start : hint.end], True)]
            at = hint.end
    parts.append((text[at:], False))
    kinds = dict.fromkeys(hint.kind for hint in found)
    return Look(question, href, tuple(part for part in parts if part[0]), tuple(HINTS[kind] for kind in kinds))
