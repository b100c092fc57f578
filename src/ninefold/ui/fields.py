"""Fields that Django does not have: a date in three parts, as people write it; a time of day; text of several lines."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TOO_LONG = gettext_lazy("This has %(show_value)d characters; %(limit_value)d is the most. Shorten it here.")
PARTS = ("day", "month", "year")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
FEWEST_LETTERS = 3  # of a month's name: "sep", "sept" and "september" are one


class LinesField(forms.CharField):
    """Text of several lines, counted as its writer counts it: the end of a line is one character."""

    default_error_messages: ClassVar[dict[str, Any]] = {"max_length": TOO_LONG}

    def to_python(self, value: Any) -> str:
        """The text with the ends of its lines alike."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class ClockField(forms.Field):
    """A time of day as people type it: 14:30, 9.00, 2pm."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": gettext_lazy("Enter a time, such as 14:30."),
        "invalid": gettext_lazy("This is not a time. It should be like 14:30."),
    }

    def to_python(self, value: Any) -> datetime.time | None:
        """The time; none where nothing was typed."""
        typed = str(value or "").strip()
        if not typed:
            return None
        found = _CLOCK.fullmatch(typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if found and found[3]:
            hour = hour % 12 + (12 if found[3].lower() == "pm" else 0) if 1 <= hour <= 12 else 24
        if hour > 23 or minute > 59:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return datetime.time(hour, minute)


class DateParts(NamedTuple):
    """A date as it was typed, each part as it stands."""

    day: str = ""
    month: str = ""
    year: str = ""


class DatePartsWidget(forms.Widget):
    """Reads three fields, named after the whole: `closes_on_day`, `closes_on_month`, `closes_on_year`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> DateParts:
        """What was typed, without the blanks around it."""
        del files
        return DateParts(*(str(data.get(f"{name}_{part}") or "").strip() for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> bool:
        """Whether the form was sent without any of the parts."""
        del files
        return not any(f"{name}_{part}" in data for part in PARTS)


class DatePartsField(forms.Field):
    """A date in the British order: day, month as a number or by its name, year in four digits.

    Its errors know which parts are wrong. An error that a form adds itself is about all of them, unless it says
    otherwise: `ValidationError(text, params={"parts": ("year",)})`.
    """

    widget = DatePartsWidget
    default_error_messages: ClassVar[dict[str, Any]] = {"required": gettext_lazy("Enter a date.")}

    def prepare_value(self, value: Any) -> DateParts:
        """The parts to show, of what was typed or of a date that stands already."""
        if isinstance(value, DateParts):
            return value
        return DateParts(str(value.day), str(value.month), str(value.year)) if value else DateParts()

    def to_python(self, value: Any) -> datetime.date | None:
        """The date, or an error that says which part to mend."""
        if value is None or isinstance(value, datetime.date):
            return value
        parts = DateParts(*value)
        missing = tuple(part for part in PARTS if not getattr(parts, part))
        if len(missing) == len(PARTS):
            return None
        if missing:
            raise _wrong(_missing(missing), *missing)
        year, month, day = _year(parts.year), _month(parts.month), _day(parts.day)
        longest = monthrange(year, month)[1]
        if day > longest:
            said = _("%(month)s %(year)s has %(days)s days.")
            raise _wrong(said % {"month": MONTHS[month], "year": year, "days": longest}, "day")
        return datetime.date(year, month, day)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether what was typed is another date than the one that stood."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    def wrong_parts(self, errors: ErrorList) -> tuple[str, ...]:
        """The parts that these errors are about, in the order of the page."""
        named = [set((error.params or {}).get("parts", PARTS)) for error in errors.as_data()]
        return tuple(part for part in PARTS if any(part in parts for parts in named))


def _wrong(text: str, *parts: str) -> ValidationError:
    return ValidationError(text.replace("%", "%%"), code="invalid", params={"parts": parts})


def _missing(parts: tuple[str, ...]) -> str:
    return {
        ("day",): _("The date needs a day."),
        ("month",): _("The date needs a month."),
        ("year",): _("The date needs a year."),
        ("day", "month"): _("The date needs a day and a month."),
        ("day", "year"): _("The date needs a day and a year."),
        ("month", "year"): _("The date needs a month and a year."),
    }[parts]


def _day(typed: str) -> int:
    if not _is_number(typed, 1, 31):
        raise _wrong(_("“%(typed)s” is not a day: enter a number from 1 to 31.") % {"typed": typed}, "day")
    return int(typed)


def _month(typed: str) -> int:
    if _is_number(typed, 1, 12):
        return int(typed)
    letters = typed.casefold().rstrip(".")
    found = [number for number, name in MONTHS.items() if str(name).casefold().startswith(letters)]
    if len(letters) < FEWEST_LETTERS or len(found) != 1:
        said = _("“%(typed)s” is not a month: enter a number from 1 to 12, or its name.")
        raise _wrong(said % {"typed": typed}, "month")
    return found[0]


def _year(typed: str) -> int:
    if not (len(typed) == 4 and _is_number(typed, 1900, 9999)):
        raise _wrong(_("“%(typed)s” is not a year: enter its four digits.") % {"typed": typed}, "year")
    return int(typed)


def _is_number(typed: str, lowest: int, highest: int) -> bool:
    """Whether it is one of these numbers, in digits that everybody can read back."""
    return typed.isascii() and typed.isdigit() and len(typed) <= 4 and lowest <= int(typed) <= highest
