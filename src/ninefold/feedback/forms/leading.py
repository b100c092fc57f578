"""The forms of leads: what is looked for, a 360 prepared for somebody, people on its list, letters to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.accounts.forms import AddressForm, NameForm
from ninefold.accounts.models import Organisation, Programme, Region
from ninefold.core.rater_lists import Entry
from ninefold.feedback.actions.rater_lists import check_entries, not_yet_listed, tidied
from ninefold.feedback.forms.assessments import SettingsForm
from ninefold.feedback.forms.raters import ListForm, NewRaterForm, RaterForm
from ninefold.feedback.models import Assessment, Rater
from ninefold.feedback.queries.leading import STATE_CHOICES
from ninefold.feedback.queries.rater_lists import groups_of, words_of_fault

MOST_FAULTS = 10  # of a list, said at once


class LookForm(forms.Form):
    """Which 360s are looked for. What is none of the choices stands for all."""

    state = forms.ChoiceField(choices=STATE_CHOICES, required=False)
    mine = forms.BooleanField(required=False)

    @property
    def state_sought(self) -> str:
        """The state that is looked for; empty for all."""
        return str(self.cleaned_data.get("state", "")) if self.is_valid() else ""

    @property
    def only_mine(self) -> bool:
        """Whether only what waits for the lead is looked for."""
        return self.is_valid() and bool(self.cleaned_data["mine"])


class NewParticipantForm(AddressForm, NameForm):
    """Somebody new: a name, an address, and where they are at home, if there is a choice."""

    field_order = ("name", "email", "home")

    home = forms.ChoiceField(
        error_messages={
            "required": gettext_lazy("Choose where this person works."),
            "invalid_choice": gettext_lazy("Choose one of these places."),
        }
    )

    def __init__(self, homes: Sequence[Organisation | Region], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._homes = {f"{type(home).__name__.lower()}-{home.pk}": home for home in homes}
        if len(homes) == 1:
            del self.fields["home"]
            return
        field = self.fields["home"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose one")), *((key, str(home)) for key, home in self._homes.items())]

    @property
    def chosen_home(self) -> Organisation | Region:
        """Where the person is at home, once the form was found to be right."""
        key = self.cleaned_data.get("home")
        return self._homes[key] if key else next(iter(self._homes.values()))


class PrepareForm(SettingsForm):
    """The form and the closing date of a 360 for somebody, and the programme it is part of, if there is a choice."""

    programme = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": gettext_lazy("Choose one of these programmes, or none.")}
    )

    def __init__(self, programmes: Sequence[Programme], today: date, *args: Any, must: bool, **kwargs: Any) -> None:
        super().__init__(today, *args, **kwargs)
        self._programmes = {str(programme.pk): programme for programme in programmes}
        self._must = must
        if must or not programmes:
            del self.fields["programme"]
            return
        field = self.fields["programme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None")), *((key, programme.name) for key, programme in self._programmes.items())]

    @property
    def chosen_programme(self) -> Programme | None:
        """The programme, once the form was found to be right; for who leads one, that one."""
        if self._must:
            return next(iter(self._programmes.values()), None)
        return self._programmes.get(self.cleaned_data.get("programme", ""))


class AskedForm(NewRaterForm):
    """Somebody to ask: by mail, or where there is no address by a letter."""

    on_paper = forms.BooleanField(required=False)

    def __init__(self, assessment: Assessment, *args: Any, **kwargs: Any) -> None:
        super().__init__(assessment, *args, **kwargs)
        if self.is_bound and self["on_paper"].data:
            self.fields["email"] = forms.CharField(required=False)

    def clean(self) -> None:
        """See whether the person can stand on the list; a letter needs no address."""
        if not self.cleaned_data.get("on_paper"):
            super().clean()
            return
        RaterForm.clean(self)
        if self.cleaned_data.get("email"):
            self.add_error("on_paper", _("Give an address or ask for a letter, not both."))


class WholeListForm(ListForm):
    """A list of people to ask, pasted or uploaded, that is kept as a whole or not at all."""

    agreed = forms.BooleanField(
        error_messages={"required": gettext_lazy("Confirm that each of these people has agreed to be asked.")}
    )
    entries: list[Entry]

    def __init__(self, assessment: Assessment, *args: Any, **kwargs: Any) -> None:
        super().__init__(groups_of(assessment), *args, **kwargs)
        self._assessment = assessment

    def clean(self) -> None:
        """Read the list, and say of each line that cannot be kept what would be right."""
        super().clean()
        if not hasattr(self, "parsed"):
            return
        self.entries = [tidied(entry) for entry in self.parsed.entries]
        wrong = [words_of_fault(fault, self._groups) for fault in self.parsed.faults]
        wrong += [
            _("Line %(line)s: %(what)s") % {"line": entry.line, "what": _("There is no group beside the address.")}
            for entry in self.entries
            if entry.group is None
        ]
        if not wrong:
            wrong += check_entries(self._assessment, not_yet_listed(self._assessment, self.entries)).values()
        for said in wrong[:MOST_FAULTS]:
            self.add_error("file" if self.cleaned_data.get("file") else "pasted", said)


class LettersForm(forms.Form):
    """Which letters to print. A choice names the letter that was printed last, so that an old page prints none anew."""

    letters = forms.MultipleChoiceField(
        error_messages={
            "required": gettext_lazy("Choose at least one letter to print."),
            "invalid_choice": gettext_lazy(
                "A letter was printed or opened since this page was shown. If you lack its file, choose it again."
            ),
        }
    )

    def __init__(self, raters: Sequence[Rater], *args: Any, **kwargs: Any) -> None:
        # What was not printed yet is chosen; to print another anew is a choice to be made.
        kwargs.setdefault("initial", {"letters": [_last(rater) for rater in raters if not rater.link_number]})
        super().__init__(*args, **kwargs)
        field = self.fields["letters"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(_last(rater), rater.name) for rater in raters]
        self._raters = {_last(rater): rater for rater in raters}

    @property
    def chosen(self) -> dict[int, int]:
        """The numbers of the raters, each with that of the letter printed last, once the form was found to be right."""
        raters = [self._raters[value] for value in self.cleaned_data["letters"]]
        return {rater.pk: rater.link_number for rater in raters}

    @property
    def printed_before(self) -> dict[str, str]:
        """What is said beside letters that were printed before."""
        said = _("Printed before. A new letter makes the earlier one useless.")
        return {value: said for value, rater in self._raters.items() if rater.link_number}


def _last(rater: Rater) -> str:
    return f"{rater.pk}-{rater.link_number}"
