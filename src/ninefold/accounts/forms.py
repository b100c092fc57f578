"""The forms of signing in and of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.accounts import queries
from ninefold.accounts.actions.people import Home, tidy_name
from ninefold.accounts.codes import DIGITS
from ninefold.accounts.models import LONGEST_NAME, Organisation, Person, Region
from ninefold.core.errors import NinefoldError

NO_ADDRESS = gettext_lazy("Enter an e-mail address like name@example.org.")


class AddressField(forms.EmailField):
    """An e-mail address, however it is capitalised."""

    def __init__(self) -> None:
        super().__init__(error_messages={"required": NO_ADDRESS, "invalid": NO_ADDRESS})

    def clean(self, value: Any) -> str:
        """The address in lower case."""
        return str(super().clean(value)).lower()


class AddressForm(forms.Form):
    """One address: to sign in with, or to add."""

    email = AddressField()


class PasswordSignInForm(AddressForm):
    """An address and its password."""

    password = forms.CharField(strip=False, error_messages={"required": gettext_lazy("Enter your password.")})


class CodeForm(forms.Form):
    """A code from a mail, with blanks or without."""

    code = forms.CharField(
        max_length=40, error_messages={"required": gettext_lazy("Enter the code from the mail that we sent.")}
    )

    def clean_code(self) -> str:
        """The digits alone."""
        code = "".join(part for part in self.cleaned_data["code"] if part not in " -\u00a0")
        if not (code.isascii() and code.isdecimal() and len(code) == DIGITS):
            raise forms.ValidationError(_("The code has %(digits)s digits.") % {"digits": DIGITS})
        return code


class NameForm(forms.Form):
    """A name, as others are to read it."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={
            "required": gettext_lazy("Enter your name."),
            "max_length": gettext_lazy("The name may have %(limit_value)d characters."),
        },
    )

    def clean_name(self) -> str:
        """The name as it is kept."""
        try:
            return tidy_name(self.cleaned_data["name"])
        except NinefoldError as error:
            raise forms.ValidationError(str(error)) from None


class SignUpForm(AddressForm, NameForm):
    """Who is new: a name, an address, and where it does not tell where somebody works, the organisation or region."""

    field_order = ("name", "email", "organisation", "region")

    organisation = forms.ChoiceField(required=False)
    region = forms.ChoiceField(required=False)
    home: Home

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at_the_domain: list[Organisation] = []
        self._regions = {str(region.pk): region for region in queries.all_regions()}
        self._choices("region", self._regions)

    def clean_email(self) -> str:
        """The address; what is offered to choose from follows from its domain."""
        email: str = self.cleaned_data["email"]
        self.at_the_domain = queries.organisations_at(email)
        self._choices("organisation", {str(one.pk): one for one in self.at_the_domain})
        return email

    def clean(self) -> None:
        """Find the home: the organisation of the domain, one of several, or the region that was chosen."""
        if "email" not in self.cleaned_data:
            return
        if len(self.at_the_domain) == 1:
            self.home = self.at_the_domain[0]
        elif self.at_the_domain:
            of = {str(one.pk): one for one in self.at_the_domain}
            if chosen := of.get(self.cleaned_data.get("organisation", "")):
                self.home = chosen
            elif "organisation" not in self.errors:
                self.add_error("organisation", _("Several organisations have addresses like yours. Choose yours."))
        elif region := self._regions.get(self.cleaned_data.get("region", "")):
            self.home = region
        elif "region" not in self.errors:
            self.add_error("region", _("No organisation here has addresses like yours. Choose the region you work in."))

    def _choices(self, name: str, places: dict[str, Region] | dict[str, Organisation]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose one")), *((key, str(place)) for key, place in places.items())]


class PasswordForm(forms.Form):
    """A new password, and the old one unless a code has just proved who it is."""

    old = forms.CharField(strip=False, error_messages={"required": gettext_lazy("Enter the password you have now.")})
    new = forms.CharField(strip=False, error_messages={"required": gettext_lazy("Enter a new password.")})

    def __init__(self, person: Person, *args: Any, asks_old: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not asks_old:
            del self.fields["old"]

    def clean_new(self) -> str:
        """The new one, if it is hard enough to guess."""
        password: str = self.cleaned_data["new"]
        validate_password(password, self.person)
        return password


class RoleForm(forms.Form):
    """Which of one's roles to act as."""

    role = forms.IntegerField()
