"""What stands around every page, and parts that say the same whatever they are given."""

from __future__ import annotations

import pytest
from django import forms
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from tests.house.pages import Page


class Message:
    """What a page is told of the last thing somebody did."""

    def __init__(self, text: str, level_tag: str) -> None:
        self.text, self.level_tag = text, level_tag

    def __str__(self) -> str:
        return self.text


def rendered(source: str, **context: object) -> Page:
    return Page(str(engines["jinja2"].from_string(source).render(context)))


BASE = '{% extends "site/base.jinja" %}{% block content %}<h1>{{ "A" }}</h1>{% endblock %}'


def test_a_page_says_what_came_of_the_last_act_and_reads_out_the_first() -> None:
    page = rendered(BASE, messages=[Message("<Saved>", "success"), Message("Mail waits.", "warning")])
    assert "<Saved>" in page.words
    notices = [values for _, values in page.tags if "notice" in values.get("class", "").split()]
    assert [(values["class"], values["role"]) for values in notices] == [
        ("notice notice--good", "alert"),
        ("notice notice--wait", "status"),
    ]


def test_a_page_that_is_told_nothing_says_nothing() -> None:
    told = [values for _, values in rendered(BASE).tags if values.get("role") in {"alert", "status"}]
    # But for the place, empty, where a form that is on its way is spoken of.
    assert ["data-sending" in values for values in told] == [True]


def test_a_page_for_who_came_by_a_link_leads_nowhere_else() -> None:
    page = rendered(BASE.replace("base", "plain"))
    # What a public body has to say of a site on each of its pages, and nothing else.
    of_the_site = [("Accessibility", "/accessibility/"), ("Privacy", "/privacy/"), ("Cookies", "/cookies/")]
    assert page.links == [("Skip to main content", "#maincontent"), *of_the_site]
    assert "Ninefold" in page.words


@pytest.mark.parametrize("label", [gettext_lazy("Peers"), mark_safe("Peers"), "Peers"])
def test_a_choice_is_one_choice_whatever_its_label_is_made_of(label: str) -> None:
    class Group(forms.Form):
        group = forms.ChoiceField(choices=[("peer", label), ("Above", [("manager", label)])])

    page = rendered('{% from "ui/forms.jinja" import choose %}{{ choose(form["group"], "Group") }}', form=Group())
    assert [tag for tag, _ in page.tags if tag in {"option", "optgroup"}] == ["option", "optgroup", "option"]
    assert page.words.count("Peers") == 2


def test_a_choice_made_with_a_number_is_still_chosen() -> None:
    class Many(forms.Form):
        many = forms.TypedChoiceField(choices=[(0, "None"), (1, "One")], coerce=int)

    source = """{% from "ui/forms.jinja" import one_of, choose %}
    {{ one_of(f["many"], "How many?") }}{{ choose(f["many"], "How many?") }}"""
    for form in (Many({"many": "0"}), Many(initial={"many": 0})):
        page = rendered(source, f=form)
        assert [values["value"] for _, values in page.tags if {"checked", "selected"} & set(values)] == ["0", "0"]


def test_what_somebody_wrote_is_escaped_in_every_part() -> None:
    source = """{% from "ui/parts.jinja" import notice, steps, summary_list, table, tag %}
    {{ tag(x) }}{{ notice(x, heading=x) }}{{ steps([(x, "/", "now", x)], x) }}{{ summary_list([(x, x, "/")]) }}
    {{ table(x, [x, x], [[x, x]]) }}"""
    page = rendered(source, x='<b class="x">')
    assert "b" not in [tag for tag, _ in page.tags]
    assert page.words.count('<b class="x">') > 8


def test_a_question_of_zero_is_an_answer_and_none_is_not() -> None:
    source = """{% from "ui/questions.jinja" import rating %}
    {{ rating("level", "Level?", [(0, "Zero", ""), (1, "One", "")], chosen, "Cannot say", error=error) }}"""

    def chosen(value: object) -> list[str]:
        return [tags["value"] for _, tags in rendered(source, chosen=value, error="").tags if "checked" in tags]

    assert [chosen(value) for value in (None, 0, "1", "-")] == [[], ["0"], ["1"], ["-"]]
    page = rendered(source, chosen=None, error="Choose one.")
    (fieldset,) = [values for tag, values in page.tags if tag == "fieldset"]
    assert fieldset["aria-describedby"] == "level-error"
    assert "level" in [values.get("id") for tag, values in page.tags if tag == "input"]  # where a summary leads
