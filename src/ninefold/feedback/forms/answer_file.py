"""The form that takes a file of answers. The file is read in memory and thrown away with the request."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ninefold.core.answer_file import LARGEST_FILE, AnswerFileError, read_answers, too_large
from ninefold.feedback.queries import examples

PAGE = "page"
KINDS = [
    (PAGE, _("Read it here")),
    ("pdf", _("PDF")),
    ("xlsx", _("Spreadsheet")),
    ("html", _("One HTML file")),
    ("json", _("JSON, for another program")),
]


class AnswerFileForm(forms.Form):
    """A file of answers, and how the report on it is wanted."""

    answers = forms.FileField(
        allow_empty_file=True,  # the reader of the file has the better sentence
        error_messages={"required": _("Choose a file of answers."), "missing": _("Choose a file of answers.")},
    )
    name = forms.CharField(
        required=False,
        max_length=80,
        error_messages={"max_length": _("The name may have %(limit_value)d characters.")},
    )
    kind = forms.ChoiceField(
        choices=KINDS,
        error_messages={"required": _("Choose how you want the report.")},
    )

    def clean_answers(self) -> Any:
        """The file as answers, or a sentence that says what is wrong in which row and column."""
        file = self.cleaned_data["answers"]
        try:
            if file.size > LARGEST_FILE:  # what was kept of it is not the whole
                raise AnswerFileError(too_large(file.size))
            return read_answers(file.read(), examples.framework())
        except AnswerFileError as error:
            raise forms.ValidationError(str(error)) from error
