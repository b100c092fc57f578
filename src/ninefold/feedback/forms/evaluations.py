"""The form of what a participant thinks of their 360."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from ninefold.feedback.queries.evaluations import QUESTIONS, WORDS


class EvaluationForm(forms.Form):
    """The questions of one stage, each with the same five answers."""

    def __init__(self, data: Any, *, stage: str) -> None:
        super().__init__(data)
        wrong = gettext_lazy("Choose one of the five answers to each question.")
        for name in QUESTIONS[stage]:
            self.fields[name] = forms.TypedChoiceField(
                coerce=int,
                choices=[(value, capfirst(word)) for value, word in WORDS],
                error_messages={"required": wrong, "invalid_choice": wrong},
            )
