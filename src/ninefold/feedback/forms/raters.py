"""The forms with which colleagues come on the list: one by one, or as a list that is shown before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.forms.renderers import get_default_renderer
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.accounts.actions.people import why_not_a_name
from ninefold.accounts.models import LONGEST_NAME
from ninefold.core.framework.model import Group
from ninefold.core.rater_lists import (
    MOST_LINES,
    Entry,
    ParsedList,
    RaterListError,
    read_list,
    read_upload,
)
from ninefold.core.rater_lists.reading import ADDRESS, LONGEST_ADDRESS
from ninefold.feedback.actions.rater_lists import Said, check_entries, said_of, said_on_list, tidied
from ninefold.feedback.forms.languages import LanguageField
from ninefold.feedback.models import Assessment, Rater
from ninefold.feedback.queries.rater_lists import groups_of

LONGEST_LIST = 100_000  # characters; two hundred long lines


class AddressField(forms.CharField):
    """An e-mail address to which a questionnaire can be sent."""

    def __init__(self) -> None:
        super().__init__(
            max_length=LONGEST_ADDRESS,
            error_messages={
                "required": gettext_lazy("Enter an e-mail address like name@example.org."),
                "max_length": gettext_lazy("An e-mail address has up to %(limit_value)d characters."),
            },
        )

    def clean(self, value: Any) -> str:
        """The address as it was written, without blanks around it."""
        address = str(super().clean(value)).strip()
        if not ADDRESS.fullmatch(address):
            said = _("“%(address)s” is not an e-mail address. It should be like name@example.org.")
            raise forms.ValidationError(said % {"address": address})
        return address


class RaterForm(forms.Form):
    """One colleague."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={
            "required": gettext_lazy("Enter the person’s name."),
            "max_length": gettext_lazy("The name may have %(limit_value)d characters."),
        },
    )
    email = AddressField()
    group = forms.ChoiceField(
        error_messages={
            "required": gettext_lazy("Choose the group."),
            "invalid_choice": gettext_lazy("Choose one of the groups."),
        },
    )

    language = LanguageField(in_themselves=False)

    def __init__(self, *args: Any, groups: Sequence[Group] = (), language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = language
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose one")), *((group.id, group.label) for group in groups)]

    def clean(self) -> None:
        """Leave nothing unseen in the name."""
        if "name" in self.cleaned_data:
            self.cleaned_data["name"] = tidied(Entry(1, self.cleaned_data["name"], "", None)).name
            if not self.cleaned_data["name"]:
                self.add_error("name", _("Enter the person’s name."))
            elif said := why_not_a_name(self.cleaned_data["name"]):
                self.add_error("name", said)

    @property
    def entry(self) -> Entry:
        """The colleague as an entry of a list."""
        given = self.cleaned_data
        return tidied(Entry(1, given["name"], given["email"], given["group"], given["language"] or None))


class OneRaterForm(RaterForm):
    """One colleague beside those on the list: a new one, or with `changing` one that is there."""

    def __init__(self, assessment: Assessment, *args: Any, changing: Rater | None = None, **kwargs: Any) -> None:
        super().__init__(*args, groups=groups_of(assessment), **kwargs)
        self.fields["language"] = LanguageField(initial=assessment.language)
        self._assessment, self._changing = assessment, changing

    def clean(self) -> None:
        """See whether the person can stand on the list with this address."""
        super().clean()
        if self.errors:
            return
        if self._changing is None and said_of(self.entry) in said_on_list(self._assessment):
            return
        faults = check_entries(self._assessment, [self.entry], besides=self._changing)
        if faults:
            self.add_error("email", faults[0])


class NewRaterForm(OneRaterForm):
    """One colleague to add, who has agreed."""

    agreed = forms.BooleanField(
        error_messages={"required": gettext_lazy("Confirm that this person has agreed to be asked.")}
    )


class MendedAddressForm(forms.Form):
    """The address of somebody to whom mail could not be delivered."""

    email = AddressField()

    def __init__(self, rater: Rater, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"email": rater.email})
        super().__init__(*args, **kwargs)
        self._rater = rater

    def clean_email(self) -> str:
        """The address, if nobody on the list has it."""
        email: str = self.cleaned_data["email"]
        entry = Entry(1, self._rater.name, email, self._rater.group)
        faults = check_entries(self._rater.assessment, [entry], besides=self._rater)
        if faults:
            raise forms.ValidationError(faults[0])
        return email


class ListForm(forms.Form):
    """A list that is pasted or uploaded. `parsed` is what was read in it."""

    pasted = forms.CharField(
        required=False,
        max_length=LONGEST_LIST,
        strip=False,
        error_messages={"max_length": gettext_lazy("This is far longer than a list of colleagues.")},
    )
    file = forms.FileField(required=False, allow_empty_file=True)
    parsed: ParsedList

    def __init__(self, groups: Sequence[Group], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._groups = groups

    def clean(self) -> None:
        """Read the list, wherever it was given."""
        pasted, file = self.cleaned_data.get("pasted") or "", self.cleaned_data.get("file")
        if self.errors:
            return
        if file and pasted.strip():
            self.add_error("file", _("Paste the list or choose a file, not both."))
            return
        try:
            self.parsed = read(file.read() if file else pasted, self._groups)
        except RaterListError as error:
            self.add_error("file" if file else "pasted", str(error))
            return
        if not (self.parsed.entries or self.parsed.faults):
            self.add_error("file" if file else "pasted", _("Nobody is on this list. Give each person a line."))


class PreviewForm(forms.Form):
    """Below the rows of a list: lines that could not be read yet, and that everybody has agreed."""

    lines = forms.CharField(
        required=False,
        max_length=LONGEST_LIST,
        strip=False,
        error_messages={"max_length": gettext_lazy("This is far longer than a list of colleagues.")},
    )
    agreed = forms.BooleanField(
        error_messages={"required": gettext_lazy("Confirm that each of these people has agreed to be asked.")}
    )

    def __init__(self, groups: Sequence[Group], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._groups = groups
        self.parsed = ParsedList((), ())

    def clean_lines(self) -> str:
        """Read the lines again."""
        lines: str = self.cleaned_data["lines"]
        try:
            self.parsed = read(lines, self._groups)
        except RaterListError as error:
            raise forms.ValidationError(str(error)) from error
        return lines


if TYPE_CHECKING:
    _FormSet = forms.BaseFormSet[RaterForm]
else:
    _FormSet = forms.BaseFormSet


class RowsForm(_FormSet):
    """The rows of a list, each a colleague who can be left out."""

    form = RaterForm
    extra = min_num = 0
    max_num = absolute_max = MOST_LINES
    can_delete = can_delete_extra = validate_max = True
    can_order = validate_min = False
    renderer = get_default_renderer()

    def __init__(
        self,
        assessment: Assessment,
        data: QueryDict | None = None,
        *,
        initial: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        self._assessment = assessment
        known = {"groups": groups_of(assessment), "language": assessment.language}
        super().__init__(data, prefix="row", initial=initial, form_kwargs=known)

    def clean(self) -> None:
        """See whether all of them can stand on the list together."""
        sound = [row for row in self._kept if row.is_valid()]
        known = said_on_list(self._assessment)
        new = [row for row in sound if said_of(row.entry) not in known]
        for place, fault in check_entries(self._assessment, [row.entry for row in new]).items():
            new[place].add_error("email", fault)

    @property
    def entries(self) -> list[Entry]:
        """Those who are kept, in their order, once all were found to be right."""
        return [row.entry for row in self._kept]

    @property
    def typed(self) -> list[dict[str, Any]]:
        """The rows as they were sent, right or wrong, as the first values of others."""
        return [{name: row[name].data for name in row.fields} for row in self.forms]

    @property
    def _kept(self) -> list[RaterForm]:
        return [row for row in self.forms if row.has_changed() and not row["DELETE"].data]


def read(given: bytes | str, groups: Sequence[Group]) -> ParsedList:
    """The people in a file or in a list that was pasted. Raises RaterListError."""
    languages = dict(settings.LANGUAGES)
    return read_list(given, groups, languages) if isinstance(given, str) else read_upload(given, groups, languages)


def as_rows(entries: Sequence[Entry], language: str) -> list[dict[str, str]]:
    """Entries as the first values of rows: each mailbox once where nothing else differs.

    Who is on the list without a language is asked in `language`.
    """
    seen: dict[Said, dict[str, str]] = {}
    for entry in entries:
        row = {"name": entry.name, "email": entry.address, "group": entry.group or ""}
        row["language"] = entry.language or language
        seen.setdefault(said_of(entry), row)
    return list(seen.values())
