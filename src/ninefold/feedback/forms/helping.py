"""The forms of help before a 360: to ask for it, and to answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.accounts.models import Person
from ninefold.feedback.actions.helping import LONGEST_WORDS, MOST_PROPOSED
from ninefold.feedback.models import HelpRequest
from ninefold.ui.fields import LinesField

CHOICES = ("first", "second", "third")


class HelpForm(forms.Form):
    """What help is wanted."""

    need = forms.ChoiceField(
        choices=[(one.value, capfirst(one.label)) for one in HelpRequest.Need],
        error_messages={"required": gettext_lazy("Choose what you would like help with.")},
    )
    words = LinesField(required=False, max_length=LONGEST_WORDS)


class AnswerForm(forms.Form):
    """Up to three facilitators, and words."""

    answer = LinesField(required=False, max_length=LONGEST_WORDS)

    def __init__(self, people: Sequence[Person], data: Any) -> None:
        super().__init__(data)
        self._people = {str(one.pk): one for one in people}
        names = [(key, _name(one)) for key, one in self._people.items()]
        for name in CHOICES[:MOST_PROPOSED]:
            self.fields[name] = forms.ChoiceField(required=False, choices=[("", _("Nobody")), *names])

    @property
    def chosen(self) -> list[Person]:
        """Who is proposed, of a form that is valid, in their order."""
        return [self._people[key] for name in CHOICES if (key := self.cleaned_data.get(name, ""))]


def _name(person: Person) -> str:
    home = str(person.organisation or person.region or "")
    return f"{person}, {home}" if home else str(person)
