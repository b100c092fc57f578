"""The faults of a page: in its order, each with the place where it is put right."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from ninefold.ui.faults import Fault, faults
from tests.ui.parts import Everything, Rows

ROWS = "form-TOTAL_FORMS=2&form-INITIAL_FORMS=0&form-0-name=Ann&form-1-name="


class Pair(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Open the page again."})
    first = forms.CharField()
    second = forms.CharField()

    def clean(self) -> None:
        raise forms.ValidationError("The two do not match.")


def test_a_form_that_nobody_sent_has_none() -> None:
    assert faults(Everything(), Rows()) == []


def test_each_fault_leads_to_its_field_and_that_of_a_date_to_its_first_wrong_part() -> None:
    found = faults(Everything(QueryDict("closes_on_day=3&closes_on_month=5&closes_on_year=26&name=Spring")))
    assert Fault("“26” is not a year: enter its four digits.", "closes_on_year") in found
    assert Fault("Enter the code.", "code") in found
    assert "name" not in [fault.place for fault in found]
    assert [fault.place for fault in found] == [
        name if name != "closes_on" else "closes_on_year" for name in Everything.base_fields if name != "name"
    ]


def test_a_fault_in_a_set_of_forms_says_its_row() -> None:
    rows = Rows(QueryDict(ROWS))
    assert faults(rows)[-1] == Fault("Row 2: Enter a name.", "form-1-name")


def test_what_is_wrong_with_a_whole_form_leads_to_its_first_field_that_is_seen() -> None:
    assert faults(Pair({"first": "a", "second": "b"})) == [
        Fault("The two do not match.", "first"),
        Fault("Open the page again.", "first"),
    ]


def test_a_row_that_is_taken_out_has_no_faults() -> None:
    Removable = forms.formset_factory(Rows.form, extra=0, can_delete=True)  # noqa: N806 - it is a class
    data = QueryDict("form-TOTAL_FORMS=1&form-INITIAL_FORMS=1&form-0-name=")
    assert faults(Removable(data)) == [Fault("Row 1: Enter a name.", "form-0-name")]
    data = QueryDict("form-TOTAL_FORMS=1&form-INITIAL_FORMS=1&form-0-name=&form-0-DELETE=on")
    assert faults(Removable(data)) == []
