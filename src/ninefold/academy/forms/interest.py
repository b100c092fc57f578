"""The form of an expression of interest, and that of which mail somebody wants."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.academy.actions.interest import Said
from ninefold.academy.models import StandingSaid, TimeOfWeek
from ninefold.academy.queries.interest import dateless_session, topic_choices
from ninefold.accounts.actions.people import tidy_name
from ninefold.accounts.forms import AddressField
from ninefold.accounts.models import LONGEST_NAME, Person
from ninefold.accounts.queries import all_regions
from ninefold.core.errors import NinefoldError


class InterestForm(forms.Form):
    """What somebody would come to, and when; of a stranger also who they are.

    A CPD session without a date, if it is said of one, decides the topic.
    """

    name = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={
            "required": gettext_lazy("Enter your name."),
            "max_length": gettext_lazy("The name may have %(limit_value)d characters."),
        },
    )
    email = AddressField()
    cpd = forms.CharField(required=False, max_length=9, widget=forms.HiddenInput)
    topic = forms.ChoiceField(error_messages={"required": gettext_lazy("Choose a topic.")})
    times = forms.MultipleChoiceField(choices=TimeOfWeek.choices, required=False)
    region = forms.ChoiceField(error_messages={"required": gettext_lazy("Choose the region you work in.")})
    standing = forms.ChoiceField(
        choices=[(one.value, capfirst(one.label)) for one in StandingSaid],
        error_messages={"required": gettext_lazy("Choose how you stand; “not sure” is an answer too.")},
    )

    def __init__(self, data: Any, *, person: Person | None, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        if person is not None:
            del self.fields["name"], self.fields["email"]
        self.session = dateless_session(str((data if data is not None else initial).get("cpd") or ""))
        self._regions = {str(region.pk): region for region in all_regions()}
        self._choices("topic", topic_choices(retired=False))
        self._choices("region", [(key, str(region)) for key, region in self._regions.items()])
        if self.session is not None:
            del self.fields["topic"]

    def clean_name(self) -> str:
        """The name as it is kept."""
        try:
            return tidy_name(self.cleaned_data["name"])
        except NinefoldError as error:
            raise forms.ValidationError(str(error)) from None

    @property
    def said(self) -> Said:
        """What was said, of a form that is valid."""
        given = self.cleaned_data
        return Said(
            topic=given["topic"] if self.session is None else self.session.topic,
            region=self._regions[given["region"]],
            times=tuple(given["times"]),
            standing=given["standing"],
            session=self.session,
        )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose one")), *choices]


class MailChoiceForm(forms.Form):
    """Which mail somebody wants that they do not need."""

    news = forms.BooleanField(required=False)
    opinions = forms.BooleanField(required=False)
