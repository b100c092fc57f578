"""Whom anybody may ask about the service in a region."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import record
from ninefold.accounts.contact import LONGEST_CONTACT, LONGEST_PHONE
from ninefold.accounts.models import Region
from ninefold.accounts.policies import By, check_can_edit_region
from ninefold.core.errors import NinefoldError

A_NUMBER = re.compile(r"\+?[0-9() -]*[0-9]( ?(ext\.?|x) ?[0-9]+)?", re.IGNORECASE)
FEWEST_DIGITS = 3  # of an extension inside a place


@transaction.atomic
def set_contact(*, region: Region, name: str, email: str, phone: str, by: By, at: datetime) -> None:
    """Name whom anybody may ask, with an address or a telephone number, or with nothing at all take the name away.

    Raises NinefoldError for a name without either, and for what is no address or no number.
    """
    check_can_edit_region(by, region.nation)
    name, email, phone = " ".join(name.split()), email.strip().lower(), " ".join(phone.split())
    if bool(name) != bool(email or phone):
        raise NinefoldError(_("Give the name of a person, and an e-mail address or a telephone number of theirs."))
    if len(name) > LONGEST_CONTACT:
        raise NinefoldError(
            _("The name is %(long)s letters long; %(most)s is the most.") % {"long": len(name), "most": LONGEST_CONTACT}
        )
    _check_email(email)
    _check_phone(phone)
    region.contact_name, region.contact_email, region.contact_phone = name, email, phone
    region.save(update_fields=["contact_name", "contact_email", "contact_phone"])
    record(by=by, at=at, what="set contact", on=region)


def _check_email(email: str) -> None:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise NinefoldError(
            _("“%(address)s” is not an e-mail address. It should be like name@example.org.") % {"address": email}
        ) from None


def _check_phone(phone: str) -> None:
    digits = sum(sign.isdigit() for sign in phone)
    if phone and (not A_NUMBER.fullmatch(phone) or digits < FEWEST_DIGITS or len(phone) > LONGEST_PHONE):
        raise NinefoldError(
            _("“%(phone)s” is not a telephone number. It should be like 01632 960000 or +44 1632 960000.")
            % {"phone": phone}
        )
