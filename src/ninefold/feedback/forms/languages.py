"""In which language somebody is asked, as a field of a form."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from ninefold.accounts.languages import marked


class LanguageField(forms.ChoiceField):
    """One of the languages of this site, each by its own name; empty where nobody chose."""

    def __init__(self, *, in_themselves: bool = True, initial: str = "") -> None:
        """`in_themselves`: each name is marked as being in its language, as no part of a drop-down list can be."""
        super().__init__(
            choices=_in_themselves if in_themselves else lambda: settings.LANGUAGES,
            required=False,
            initial=initial,
            error_messages={"invalid_choice": gettext_lazy("Choose one of these languages.")},
        )


def _in_themselves() -> list[tuple[str, str]]:
    return [(code, marked(name, code)) for code, name in settings.LANGUAGES]
