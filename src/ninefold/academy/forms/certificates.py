"""The form by which anybody checks a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code that is printed on a certificate."""

    code = forms.CharField(
        max_length=60,
        error_messages={
            "required": _("Enter the code that is printed on the certificate."),
            "max_length": _("This is too long for a code, which has sixteen letters and digits."),
        },
    )
