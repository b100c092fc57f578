"""The forms by which a register is brought in: a file to look at, and what was shown to confirm.

Nothing is kept of a file in between: its rows travel in the page, sealed, to whoever brought them and back.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.academy.actions.register_import import check_lapses_before
from ninefold.accounts.models import Region, Role
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.core.register_file import RegisterFile, read_register
from ninefold.core.table_file import Rows, TableFileError, read_table
from ninefold.ui.fields import DatePartsField

SHOWN_FOR = 24 * 60 * 60  # seconds for which what was shown can be confirmed
LONGEST_SEALED = 2_000_000  # letters; Django takes 2.5 MB of a form
MOST_NEW_BY_PAGE = 2_000  # people in one request; more by the command


class ImportForm(forms.Form):
    """A file, where those are at home of whom it does not say so, and the date before which nobody lapses."""

    file = forms.FileField(
        allow_empty_file=True, error_messages={"required": gettext_lazy("Choose the file with the register.")}
    )
    region = forms.ChoiceField(required=False)
    lapses_before = DatePartsField(required=False)

    def __init__(self, regions: list[Region], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._regions = {str(region.pk): region for region in regions}
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Only if every row says it")), *((key, str(one)) for key, one in self._regions.items())]
        if len(regions) == 1:
            del self.fields["region"]
        self.table: Rows = []

    def clean_lapses_before(self) -> date | None:
        """The date, if it is one that may be set."""
        day: date | None = self.cleaned_data["lapses_before"]
        try:
            check_lapses_before(day, timezone.now())
        except NinefoldError as error:
            raise forms.ValidationError(str(error)) from None
        return day

    def clean(self) -> None:
        """Read the file."""
        file = self.cleaned_data.get("file")
        if file is None:
            return
        try:
            # One that was longer is held no further than the most, so its true size is looked at first.
            self.table = read_table(b"x" * file.size if file.size > 5_000_000 else file.read())
            self.parsed = read_register(self.table, london_date(timezone.now()))
        except TableFileError as error:
            self.add_error("file", str(error))

    @property
    def region_chosen(self) -> Region | None:
        """The region, of a form that is valid."""
        return self._regions.get(self.cleaned_data.get("region") or "")


class ConfirmForm(forms.Form):
    """What was shown, sealed, and that rows with faults are left out on purpose."""

    sealed = forms.CharField(max_length=LONGEST_SEALED, widget=forms.HiddenInput)
    leave_out = forms.BooleanField(required=False)


def seal(role: Role, table: Rows, region: Region | None, lapses_before: date | None, digest: str) -> str:
    """What was shown, for this person alone to send back. Raises NinefoldError where it is too long for a page."""
    told = [table, region and region.pk, lapses_before and lapses_before.isoformat(), digest]
    sealed = signing.dumps(told, salt=_salt(role), compress=True)
    if len(sealed) > LONGEST_SEALED:
        raise NinefoldError(_("The file is too long for this page. Divide it, or use the command at the machine."))
    return sealed


def unseal(role: Role, sealed: str) -> tuple[Rows, int | None, date | None, str]:
    """The same again. Raises NinefoldError for what was not sealed for this person, or too long ago."""
    try:
        table, region, lapses, digest = signing.loads(sealed, salt=_salt(role), max_age=SHOWN_FOR)
    except signing.BadSignature:
        raise NinefoldError(_("What was shown is more than a day old. Please choose the file again.")) from None
    rows = [(int(number), [str(cell) for cell in cells]) for number, cells in table]
    return rows, region, date.fromisoformat(lapses) if lapses else None, str(digest)


def read_again(table: Rows) -> RegisterFile:
    """What was shown, read as it was then."""
    return read_register(table, london_date(timezone.now()))


def _salt(role: Role) -> str:
    return f"register-import-{role.pk}"
