"""The forms of what follows a CPD session: what one thought of it, and a note for oneself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.academy.actions.afterwards import LONGEST_NOTE, LONGEST_WORDS, Note
from ninefold.academy.queries.afterwards import RATINGS
from ninefold.ui.fields import LinesField

AGREES = (
    (4, gettext_lazy("Agree")),
    (3, gettext_lazy("Rather agree")),
    (2, gettext_lazy("Rather disagree")),
    (1, gettext_lazy("Disagree")),
)


def _agrees() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(choices=AGREES, coerce=int, empty_value=None, required=False)


class FeedbackForm(forms.Form):
    """Three statements to agree with or not, and words; one of them at the least."""

    useful = _agrees()
    well_led = _agrees()
    will_use = _agrees()
    words = LinesField(required=False, max_length=LONGEST_WORDS)

    def clean(self) -> dict[str, Any]:
        """An error where nothing at all is said."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("words") and all(given.get(name) is None for name in RATINGS):
            self.add_error("useful", _("Answer one of the questions, or write something."))
        return given

    @property
    def ratings(self) -> dict[str, int | None]:
        """What was chosen, of a form that is valid."""
        return {name: self.cleaned_data[name] for name in RATINGS}


class NoteForm(forms.Form):
    """A reflective note; any part may be empty."""

    learned = LinesField(required=False, max_length=LONGEST_NOTE)
    changed = LinesField(required=False, max_length=LONGEST_NOTE)
    relevance = LinesField(required=False, max_length=LONGEST_NOTE)

    @property
    def note(self) -> Note:
        """What was written, of a form that is valid."""
        return Note(**{name: self.cleaned_data[name] for name in self.fields})
