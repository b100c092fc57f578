"""A comment as it will look, with what in it may give its writer away, and what should come out of it in any case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ninefold.core.comment_hints import Hint, HintKind, hints, patient_hints_alone
from ninefold.core.patient_hints import PATIENT_KINDS

Said = str | Promise

# Why each is marked, and what could be written instead. What is about somebody else's health is said more strongly.
HINTS: dict[HintKind, tuple[Said, Said]] = {
    "nhs_number": (
        _("This is an NHS number. It tells who a patient is."),
        _("Take the number out."),
    ),
    "birth": (
        _("This looks like a date of birth. With a little else, it tells who a patient is."),
        _("Take the date out."),
    ),
    "telephone": (
        _("This is a telephone number. It belongs to a person, or leads to one."),
        _("Take the number out."),
    ),
    "patient": (
        _("This looks like the name of a patient, or of somebody with them."),
        _("Take the name out, and the bed or ward with it. Say “a patient”."),
    ),
    "language": (
        _("It is in another language than the one most were asked in. Few of them may write it."),
        _("If you can, write it in that one. If not, others may guess who wrote it."),
    ),
    "own_name": (
        _("Your own name, or a part of it."),
        _("Leave it out. If you mean somebody else of that name, say “a colleague”."),
    ),
    "own_address": (
        _("Your own e-mail address, or a part of it."),
        _("Leave it out: nobody writes back to you about this."),
    ),
    "address": (
        _("An e-mail address."),
        _("Leave it out."),
    ),
    "name": (
        _("Somebody’s name. We mark any name, whoever it is, and do not say whether they were asked."),
        _("Say “a colleague” or “somebody in the team”."),
    ),
    "job": (
        _("A job or a grade: few people may have it."),
        _("Use a wider word, such as “staff”, “a clinician” or “one of us”."),
    ),
    "phrase": (
        _("Words that say how you stand to each other, or that you are the only one."),
        _("Say what you saw, without how you came to see it."),
    ),
    "date": (
        _("A date: others may remember who was there."),
        _("Say “recently”, “last year” or “more than once”."),
    ),
    "place": (
        _("A place: others may know who works there."),
        _("Say “on a ward”, “at one of our sites”, or leave it out."),
    ),
}


@dataclass(frozen=True)
class Finding:
    """What was found of one kind: the words, why they are marked, and what could be written instead."""

    words: tuple[str, ...]
    why: Said
    instead: Said


@dataclass(frozen=True)
class Part:
    """A piece of a comment: plain, `look` at again, or take `out`."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Look:
    """A comment in parts, what to take out of it, what may give its writer away, and where it can be changed."""

    question: str
    href: str
    parts: tuple[Part, ...]
    out: tuple[Finding, ...] = ()
    hints: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Writer:
    """What a writer knows of themselves, and the language of the 360, in which most were asked."""

    name: str
    address: str
    language: str


def look_of(question: str, href: str, text: str, writer: Writer | None) -> Look:
    """How a comment will look.

    Its writer is shown what in it may give them away, unless it is shown as theirs; and what tells of a patient always.
    """
    found = hints(text, writer.name, writer.address, writer.language) if writer else patient_hints_alone(text)
    kinds = dict.fromkeys(hint.kind for hint in found)
    return Look(
        question,
        href,
        _parts(text, found),
        out=tuple(_finding(kind, text, found) for kind in kinds if kind in PATIENT_KINDS),
        hints=tuple(_finding(kind, text, found) for kind in kinds if kind not in PATIENT_KINDS),
    )


def _parts(text: str, found: Sequence[Hint]) -> tuple[Part, ...]:
    parts: list[Part] = []
    at = 0
    for hint in found:
        if hint.kind != "language":  # which is about the whole
            mark = "out" if hint.kind in PATIENT_KINDS else "look"
            parts += [Part(text[at : hint.start]), Part(text[hint.start : hint.end], mark)]
            at = hint.end
    parts.append(Part(text[at:]))
    return tuple(part for part in parts if part.text)


def _finding(kind: HintKind, text: str, found: Sequence[Hint]) -> Finding:
    words = dict.fromkeys(text[hint.start : hint.end] for hint in found if hint.kind == kind != "language")
    return Finding(tuple(words), *HINTS[kind])
