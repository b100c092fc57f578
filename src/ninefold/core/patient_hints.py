"""What in a comment tells of somebody else’s health, or is theirs alone: to be taken out, whoever wrote it.

Worked out from the text alone. NHS numbers are known by their check digit; the rest is what such details usually look
like, so that none is found proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ninefold.core.comment_words import (
    DAY_AND_MONTH,
    GIVEN_NAMES,
    LAST_BIRTH_DECADE,
    PATIENT_EVENTS,
    PATIENT_PLACES,
    PATIENT_STORIES,
    PATIENTS,
)

PatientKind = Literal["nhs_number", "birth", "telephone", "patient"]
PATIENT_KINDS: tuple[PatientKind, ...] = ("nhs_number", "birth", "telephone", "patient")

# All but the last are looked for in small letters, which is far quicker than to ignore the case.
# Ten digits, alone or with a space or a dash between any two. Overlapping ones too: “in 2024 943 476 5919” has two.
_BETWEEN = "[ \N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}\N{EN DASH}-]?"
_TEN_DIGITS = re.compile(rf"(?<!\w)(?=([0-9](?:{_BETWEEN}[0-9]){{9}})(?!\w))")
_DIGIT = re.compile("[0-9]")
_TELEPHONE = re.compile(
    r"(?<![\w+])(?:\+44 ?(?:\(0\) ?)?|0)[0-9](?:[ -]?[0-9]){8,9}\b|\(0[0-9]{2,5}\) ?[0-9](?:[ -]?[0-9]){4,8}\b"
    r"|\b(?:bleep|ext(?:ension)?\.?|pager) ?[0-9]{3,6}\b"
)
_NUMBERS = r"[0-3]?[0-9][/. -][01]?[0-9][/. -]"
_LONG_AGO = rf"(?:19[0-9]{{2}}|200[0-9]|201[0-{LAST_BIRTH_DECADE}])"
_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|(?:date of birth|born)\b)(?: was| is| on| in)?[ :-]{0,3}"
    rf"(?:{_NUMBERS}(?:[0-9]{{2}}){{1,2}}|{DAY_AND_MONTH}(?:,? [0-9]{{4}})?|(?:19|20)[0-9]{{2}})\b"
    rf"|\b(?:{_NUMBERS}|{DAY_AND_MONTH},? ){_LONG_AGO}\b"
)
_TITLE = r"(?:baby|dr|lady|lord|master|miss|mr|mrs|ms|mx|prof|professor|rev|sir)\b\.? "
_ANY_TITLE = re.compile(rf"\b{_TITLE}")  # without one, nothing of what follows can be found
_TITLED = rf"{_TITLE}[^\W\d_][\w’'-]*"
_PATIENT = re.compile(
    rf"\b(?:{PATIENTS})(?:, | - | – |: | (?:called|named) | ){_TITLED}"
    rf"|\b{_TITLED},? (?:(?:who (?:is|was) )?(?:at|from|in|on) (?:the )?(?:{PATIENT_PLACES})\b)"
    rf"|\b(?:bed|bay|cubicle|room) [0-9a-z]{{1,3}}(?:, | - | \(){_TITLED}"
    rf"|\b{_TITLED} (?:{PATIENT_STORIES})\b"
    rf"|\b{_TITLED}(?:['’]s|['’]) (?:{PATIENT_EVENTS})\b"
)
_NAMED_PATIENT = re.compile(
    rf"\b(?i:{PATIENTS})(?:, | - | – |: | )(?P<called>(?:called|named) )?"
    r"(?P<name>[A-Z][^\W\d_]+(?: [A-Z][\w’'-]+)?|[A-Z]{1,3}\b)"
)


def patient_hints(text: str, lowered: str) -> Iterator[tuple[PatientKind, int, int]]:
    """What should be taken out: its kind, where it starts, and where it ends. They may overlap.

    `lowered` is the text in small letters, of the same length.
    """
    if _DIGIT.search(text):
        for found in _TEN_DIGITS.finditer(text):
            if is_nhs_number(found.group(1)):
                yield "nhs_number", *found.span(1)
        for found in _BIRTH.finditer(lowered):
            yield "birth", *found.span()
        for found in _TELEPHONE.finditer(lowered):
            yield "telephone", *found.span()
    if _ANY_TITLE.search(lowered):
        for found in _PATIENT.finditer(lowered):
            yield "patient", *found.span()
    for found in _NAMED_PATIENT.finditer(text):
        # “Patient Safety” is none: without a title, what follows is a name by the word “called” or by being one.
        if found["called"] or found["name"].split(" ")[0].casefold() in GIVEN_NAMES:
            yield "patient", *found.span()


def is_nhs_number(written: str) -> bool:
    """Whether ten digits, whatever stands between them, end in the check digit of an NHS number (modulus 11)."""
    digits = [int(digit) for digit in _DIGIT.findall(written)]
    if len(digits) != 10:
        return False
    check = -sum(digit * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check == digits[9]  # a remainder of ten belongs to no number, and equals no digit
