"""What is filled into pages from the settings: `{{ price }}`, `{{ site_name }}` and so on.

While a file is taken apart each stands there as one private sign. So a value is text wherever it stands, in words, in
code or in the address of a link, and no sign in it is ever taken for Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from django.conf import settings

from ninefold.academy.page_files.faults import Faults, meant
from ninefold.core.timetable import DAYS_OPEN, ENOUGH_ANSWERS, EXTENSION, MONTHS_APART

PREPARED = "prepared"  # the date in the front matter, which each file has for itself
_FIRST = 0xE000
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_SETTINGS = {"contact_email": "NINEFOLD_CONTACT_EMAIL"}  # what is empty unless somebody sets it


def values() -> dict[str, str]:
    """What each placeholder stands for in this installation."""
    kept = {f"retention_{what}_months": str(months) for what, months in settings.KEEP_MONTHS.items()}
    return {
        "site_name": settings.FACE.name,
        "site_address": settings.SITE_ADDRESS,
        "contact_email": settings.CONTACT_EMAIL,
        "price": pounds(settings.PRICE_PENCE),
        "closing_days": str(DAYS_OPEN),
        "extension_days": str(EXTENSION.days),
        "fewest_answers": str(ENOUGH_ANSWERS),
        "months_between": str(MONTHS_APART),
        **kept,
    }


def pounds(amount_pence: int) -> str:
    """An amount as it is written: £40, £37.50."""
    whole, rest = divmod(amount_pence, 100)
    return f"£{whole}.{rest:02}" if rest else f"£{whole}"


def with_signs(line: str, number: int, known: Mapping[str, str], faults: Faults) -> str:
    """A line with a private sign for each placeholder. Notes those that are not known, or have no value here."""
    if _PRIVATE.search(line):
        faults.note(number, "There is a sign in this line that no script shows.", "Write the line anew.")
        return _PRIVATE.sub("", line)
    names = list(known)

    def sign_for(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name not in known:
            listed = f"Known are: {', '.join(sorted(names))}."
            faults.note(number, f"There is no placeholder “{name}”.", meant(name, names, listed))
            return ""
        if not known[name]:
            missing = f"Set {_SETTINGS[name]}" if name in _SETTINGS else f"Add “{name}:” to the lines at the top"
            faults.note(number, f"“{{{{ {name} }}}}” stands for nothing here.", f"{missing}, or write the words out.")
        return chr(_FIRST + names.index(name))

    signed = _PLACEHOLDER.sub(sign_for, line)
    if "{{" in signed:
        faults.note(number, "A placeholder begins with “{{” and does not end.", "Write it on one line: {{ price }}.")
    return signed


def filled(text: str, known: Mapping[str, str]) -> str:
    """A text with its values in place of the signs."""
    return _fill(text, known, str)


def filled_address(address: str, known: Mapping[str, str]) -> str:
    """The address of a link with its values in place of the signs, written as addresses are."""
    return _fill(address, known, lambda value: quote(value, safe=":/@.+-_~"))


def _fill(text: str, known: Mapping[str, str], write: Callable[[str], str]) -> str:
    names = list(known)
    return _PRIVATE.sub(lambda found: write(known[names[ord(found[0]) - _FIRST]]), text)
