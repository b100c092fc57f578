"""A date in three parts: written as people write it, and with errors that know which part is wrong."""

from __future__ import annotations

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError

from ninefold.ui.fields import DatePartsField


class Close(forms.Form):
    closes_on = DatePartsField(error_messages={"required": "Enter the closing date."})


def filled_in(day: str, month: str, year: str) -> Close:
    return Close({"closes_on_day": day, "closes_on_month": month, "closes_on_year": year})


def wrong(form: Close) -> tuple[str, tuple[str, ...]]:
    """What is said, and of which parts."""
    bound = form["closes_on"]
    (text,) = bound.errors
    field = form.fields["closes_on"]
    assert isinstance(field, DatePartsField)
    return str(text), field.wrong_parts(bound.errors)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("24", "4", "2026"),
        (" 24 ", "04", "2026"),
        ("24", "April", "2026"),
        ("24", "apr", "2026"),
        ("24", "APR.", "2026"),
    ],
)
def test_a_date_is_taken_as_people_write_it(day: str, month: str, year: str) -> None:
    form = filled_in(day, month, year)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["closes_on"] == datetime.date(2026, 4, 24)


def test_the_day_comes_first() -> None:
    form = filled_in("3", "5", "2026")
    assert form.is_valid()
    assert form.cleaned_data["closes_on"] == datetime.date(2026, 5, 3)


@pytest.mark.parametrize(
    ("typed", "text", "parts"),
    [
        (("", "", ""), "Enter the closing date.", ("day", "month", "year")),
        (("", "4", "2026"), "The date needs a day.", ("day",)),
        (("24", "", ""), "The date needs a month and a year.", ("month", "year")),
        (("32", "4", "2026"), "“32” is not a day: enter a number from 1 to 31.", ("day",)),
        (("0", "4", "2026"), "“0” is not a day: enter a number from 1 to 31.", ("day",)),
        (("²", "4", "2026"), "“²” is not a day: enter a number from 1 to 31.", ("day",)),
        (("24", "13", "2026"), "“13” is not a month: enter a number from 1 to 12, or its name.", ("month",)),
        (("24", "ju", "2026"), "“ju” is not a month: enter a number from 1 to 12, or its name.", ("month",)),
        (("24", ".", "2026"), "“.” is not a month: enter a number from 1 to 12, or its name.", ("month",)),
        (("24", "4", "26"), "“26” is not a year: enter its four digits.", ("year",)),
        (("24", "4", "20%s"), "“20%s” is not a year: enter its four digits.", ("year",)),
        (("31", "4", "2026"), "April 2026 has 30 days.", ("day",)),
        (("29", "february", "2026"), "February 2026 has 28 days.", ("day",)),
    ],
)
def test_an_error_says_what_is_wrong_and_with_which_part(
    typed: tuple[str, str, str], text: str, parts: tuple[str, ...]
) -> None:
    assert wrong(filled_in(*typed)) == (text, parts)


def test_the_29th_of_february_exists_in_a_leap_year() -> None:
    assert filled_in("29", "2", "2028").is_valid()


def test_what_was_typed_is_still_there() -> None:
    assert filled_in("31", "Feb", "26")["closes_on"].value() == ("31", "Feb", "26")


def test_a_date_that_stands_already_is_shown_in_its_parts() -> None:
    assert Close(initial={"closes_on": datetime.date(2026, 4, 3)})["closes_on"].value() == ("3", "4", "2026")
    assert Close()["closes_on"].value() == ("", "", "")


def test_an_error_of_the_form_itself_is_about_the_whole_date_unless_it_says_otherwise() -> None:
    form = filled_in("24", "4", "2026")
    assert form.is_valid()
    form.add_error("closes_on", "Choose a day in the future.")
    assert wrong(form) == ("Choose a day in the future.", ("day", "month", "year"))
    form = filled_in("24", "4", "2026")
    assert form.is_valid()
    form.add_error("closes_on", ValidationError("Choose a later year.", params={"parts": ("year",)}))
    assert wrong(form) == ("Choose a later year.", ("year",))


@pytest.mark.parametrize(("month", "changed"), [("4", False), ("april", False), ("5", True), ("x", True)])
def test_a_date_has_changed_when_it_is_another_day_not_when_it_is_written_otherwise(month: str, changed: bool) -> None:
    data = {"closes_on_day": "24", "closes_on_month": month, "closes_on_year": "2026"}
    assert Close(data, initial={"closes_on": datetime.date(2026, 4, 24)}).has_changed() is changed


def test_a_date_may_be_left_out_where_the_form_says_so() -> None:
    field = DatePartsField(required=False)
    assert field.clean(("", "", "")) is None
