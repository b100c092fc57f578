"""The forms of the directory: what somebody looks for, what a facilitator says of themselves, a photograph."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.academy.actions.directory import LONGEST_ABOUT, LONGEST_AVAILABILITY, Said
from ninefold.academy.models import Profile
from ninefold.academy.queries.directory import Filters, language_names, sector_names, way_names
from ninefold.accounts.queries import all_regions
from ninefold.core.directory import LANGUAGES, SECTORS, unpacked
from ninefold.core.errors import NinefoldError
from ninefold.core.photo import LARGEST, read_photo
from ninefold.ui.fields import TOO_LONG, DatePartsField, LinesField


class LookForm(forms.Form):
    """What somebody looks for in the directory, in the address of the page. What is none of the choices is left out."""

    region = forms.ChoiceField(required=False)
    sector = forms.ChoiceField(required=False)
    language = forms.ChoiceField(required=False)
    way = forms.ChoiceField(required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        _choices(self, "region", {str(region.pk): str(region) for region in all_regions()}, _("All regions"))
        _choices(self, "sector", _capital(sector_names()), _("All sectors"))
        _choices(self, "language", language_names(), _("All languages"))
        _choices(self, "way", _capital(way_names()), _("Either"))
        self.is_valid()  # what is none of the choices is not among what is cleaned

    @property
    def kept(self) -> dict[str, str]:
        """What is looked for, as it stands in an address."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def filters(self) -> Filters:
        """The same, to look with."""
        kept = self.kept
        region = int(kept["region"]) if "region" in kept else None
        return Filters(region, kept.get("sector", ""), kept.get("language", ""), kept.get("way", ""))


class ProfileForm(forms.Form):
    """What a facilitator says of themselves."""

    about = LinesField(required=False, max_length=LONGEST_ABOUT)
    sectors = forms.MultipleChoiceField(required=False)
    languages = forms.MultipleChoiceField(required=False)
    ways = forms.MultipleChoiceField(
        error_messages={"required": gettext_lazy("Choose at least one way to meet: online or in person.")}
    )
    accepting = forms.BooleanField(required=False)
    available_from = DatePartsField(required=False)
    availability = forms.CharField(
        required=False, max_length=LONGEST_AVAILABILITY, error_messages={"max_length": TOO_LONG}
    )

    def __init__(self, data: Any, profile: Profile | None) -> None:
        super().__init__(data, initial={"ways": ["online"]} if profile is None else _initial(profile))
        _choices(self, "sectors", _capital(sector_names()))
        _choices(self, "languages", language_names())
        _choices(self, "ways", _capital(way_names()))

    @property
    def said(self) -> Said:
        """What was said, of a form that is valid."""
        given = self.cleaned_data
        return Said(
            about=given["about"],
            sectors=given["sectors"],
            languages=given["languages"],
            online="online" in given["ways"],
            in_person="in_person" in given["ways"],
            accepting=given["accepting"],
            available_from=given["available_from"],
            availability=given["availability"],
        )


class PhotoForm(forms.Form):
    """A photograph; what is wrong with it is said at its field."""

    photo = forms.FileField(
        allow_empty_file=True,  # who reads the picture has the better sentence
        error_messages={
            "required": gettext_lazy("Choose a photograph."),
            "missing": gettext_lazy("Choose a photograph."),
        },
    )

    def clean_photo(self) -> bytes:
        """Its bytes. Of a file longer than any that is taken not all of them arrived, so its length is asked first."""
        file = self.cleaned_data["photo"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The photograph has more than 2 MB. Save it smaller."))
        content = bytes(file.read())
        try:
            read_photo(content)
        except NinefoldError as error:
            raise forms.ValidationError(str(error)) from None
        return content


def _initial(profile: Profile) -> dict[str, Any]:
    plain = {name: getattr(profile, name) for name in ("about", "accepting", "available_from", "availability")}
    return {
        **plain,
        "sectors": unpacked(profile.sectors, SECTORS),
        "languages": unpacked(profile.languages, LANGUAGES),
        "ways": [way for way in way_names() if getattr(profile, way)],
    }


def _choices(form: forms.Form, name: str, names: dict[str, str], everything: str = "") -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*([("", everything)] if everything else []), *names.items()]


def _capital(names: dict[str, str]) -> dict[str, str]:
    return {code: str(capfirst(name)) for code, name in names.items()}
