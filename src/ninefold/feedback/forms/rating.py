"""The forms of a rater's pages, and how a page of the questionnaire is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import Question
from ninefold.feedback.actions.answers import check_answer

# Names of what a page was shown with: `loaded:` and the code of a question.
LOADED = "loaded:"


@dataclass(frozen=True)
class PageGiven:
    """What a page was sent with: the answers to be kept, what is wrong by the code of its question, what was typed."""

    answers: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


Check = Callable[[Question | None, str, str], None]


def _check(question: Question | None, answer: str, _code: str) -> None:
    check_answer(question, answer)


def read_page(
    sent: Mapping[str, Any], asked: Mapping[str, Question], codes: Iterable[str], check: Check = _check
) -> PageGiven:
    """Read the answers to these questions. `check` says what is wrong with one, of its question, text and code.

    An answer that is as it was when the page was shown is left alone, for another tab may have changed it since. One
    that was saved while the page was open no longer says how it was shown, and is kept as it stands.
    """
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}
    typed: dict[str, str] = {}
    for code in codes:
        if code not in sent:
            continue
        given = str(sent[code])
        typed[code] = given
        if alike(given, sent.get(LOADED + code)):
            continue
        try:
            check(asked.get(code), given, code)
        except NinefoldError as error:
            faults[code] = str(error)
        else:
            answers[code] = given
    return PageGiven(answers, faults, typed)


def alike(given: str, shown: str | None) -> bool:
    """Whether two texts are one, however a browser ends its lines."""
    return shown is not None and given.replace("\r\n", "\n").strip() == shown.replace("\r\n", "\n").strip()


class LetterForm(forms.Form):
    """The code on a printed letter."""

    code = forms.CharField(max_length=60, error_messages={"required": _("Enter the code that is on your letter.")})


class ReferenceForm(forms.Form):
    """The reference in a mail."""

    reference = forms.CharField(
        max_length=60,
        error_messages={
            "required": _("Enter the reference that is in the mail."),
            "max_length": _("This is longer than any reference. Enter only the reference that is in the mail."),
        },
    )


class CodeForm(forms.Form):
    """Four digits: those somebody locks their answers with, or is asked for."""

    code = forms.RegexField(
        r"^[0-9]{4}$",
        error_messages={
            "required": _("Enter four digits."),
            "invalid": _("A code has four digits, such as 4071."),
        },
    )


class AddressForm(forms.Form):
    """An address of the rater's own."""

    email = forms.EmailField(
        error_messages={
            "required": _("Enter the e-mail address that you want the invitation at."),
            "invalid": _("This is not an e-mail address. It should be like name@example.org."),
        }
    )


class GroupForm(forms.Form):
    """In which group a rater counts; the choices are those of the framework, in the words of who is asked."""

    group = forms.ChoiceField(error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")})

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        """Take the groups to choose from."""
        super().__init__(*args, **kwargs)
        self.fields["group"] = forms.ChoiceField(
            choices=choices, error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")}
        )


class SendForm(forms.Form):
    """What is confirmed before a questionnaire with gaps is sent."""

    confirm = forms.BooleanField(
        error_messages={"required": _("Tick the box to send it as it is, or go back and fill in what is missing.")}
    )
