"""The parts of a form: each fault is a link to its field, and what the script says can be translated."""

import pytest
from django import forms
from django.template import engines
from django.utils.datastructures import MultiValueDict

from tests.house.pages import Page

FORM = """{% from "ui/forms.jinja" import error_summary, file_upload, one_of, send_button %}
{{ error_summary(form) }}
{{ file_upload(form["file"], label="File", hint="A CSV file", accept=".csv") }}
{{ one_of(form["kind"], legend="Kind", preselect=true) }}
{{ send_button("Send") }}"""


class Upload(forms.Form):
    file = forms.FileField(error_messages={"required": "Choose <one>."})
    kind = forms.ChoiceField(choices=[("pdf", "PDF"), ("html", "Page")], error_messages={"required": "Choose a kind."})


def shown(form: forms.Form) -> Page:
    return Page(engines["jinja2"].from_string(FORM).render({"form": form}))


@pytest.fixture
def ids_and_faults() -> tuple[dict[str, dict[str, str]], Page]:
    page = shown(Upload({}, MultiValueDict()))
    return {values["id"]: values for _, values in page.tags if "id" in values}, page


def test_a_form_that_nobody_sent_has_no_faults_and_its_first_choice_chosen() -> None:
    page = shown(Upload())
    assert page.links == []
    assert "There is a problem" not in page.words
    assert [values["value"] for _, values in page.tags if "checked" in values] == ["pdf"]


def test_each_fault_is_a_link_to_its_field(ids_and_faults: tuple[dict[str, dict[str, str]], Page]) -> None:
    ids, page = ids_and_faults
    assert page.links == [("Choose <one>.", "#file"), ("Choose a kind.", "#kind")]
    assert ids["file"]["type"] == "file"
    assert ids["kind"]["type"] == "radio"


def test_a_fault_and_a_hint_are_read_with_their_field(ids_and_faults: tuple[dict[str, dict[str, str]], Page]) -> None:
    ids, page = ids_and_faults
    assert ids["file"]["aria-describedby"] == "file-hint file-error"
    assert {"file-hint", "file-error", "kind-error"} <= set(ids)
    assert page.words.count("Choose <one>.") == 2


def test_what_was_chosen_stays_chosen() -> None:
    page = shown(Upload({"kind": "html"}, MultiValueDict()))
    assert [values["value"] for _, values in page.tags if "checked" in values] == ["html"]


def test_what_the_script_says_is_given_by_the_page() -> None:
    (given,) = [values for _, values in shown(Upload()).tags if values.get("data-module") == "nhsuk-file-upload"]
    said = {name for name in given if name.startswith("data-i18n.")}
    assert len(said) == 6


def test_a_form_is_sent_once_however_often_its_button_is_pressed() -> None:
    (button,) = [values for tag, values in shown(Upload()).tags if tag == "button"]
    assert (button["type"], button["data-prevent-double-click"]) == ("submit", "true")
