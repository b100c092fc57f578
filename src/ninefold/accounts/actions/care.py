"""What a place offers to people who take part in a 360 there, and how it has lists of raters checked."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Organisation, Region
from ninefold.accounts.policies import By, check_can_edit_organisation, check_can_edit_region
from ninefold.core.errors import NinefoldError

A_DOMAIN = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


@transaction.atomic
def set_care(
    *,
    place: Organisation | Region,
    speak_up: str,
    support: str,
    ask_name: str,
    ask_email: str,
    by: By,
    at: datetime,
) -> None:
    """Enter where to speak up, where to find support, and whom raters can ask. All of it is needed for a 360 there."""
    _check_can_edit(place, by)
    given = {"speak_up": speak_up, "support": support, "ask_name": ask_name, "ask_email": ask_email.lower()}
    given = {name: text.strip() for name, text in given.items()}
    if not all(given.values()):
        raise NinefoldError(
            _("Give all four: where to speak up, where to find support, and the name and address of whom to ask.")
        )
    try:
        validate_email(given["ask_email"])
    except ValidationError:
        raise NinefoldError(
            _("“%(address)s” is not an e-mail address. It should be like name@example.org.") % {"address": ask_email}
        ) from None
    for name, text in given.items():
        setattr(place, name, text)
    place.save(update_fields=list(given))
    record(by=by, at=at, what="set care", on=place)


@transaction.atomic
def set_list_rules(
    *, organisation: Organisation, mail_domains: Sequence[str], every_list_checked: bool, by: By, at: datetime
) -> None:
    """Say where the organisation's people have addresses, and whether somebody else looks at every list of raters."""
    check_can_edit_organisation(by, organisation.region)
    domains = [domain.strip().lower().removeprefix("@") for domain in mail_domains if domain.strip()]
    for domain in domains:
        if not A_DOMAIN.fullmatch(domain):
            raise NinefoldError(
                _("“%(domain)s” is not a domain. It should be like example.org, or *.example.org for all below it.")
                % {"domain": domain}
            )
    organisation.mail_domains = "\n".join(domains)
    organisation.every_list_checked = every_list_checked
    organisation.save(update_fields=["mail_domains", "every_list_checked"])
    record(by=by, at=at, what="set list rules", on=organisation)


def _check_can_edit(place: Organisation | Region, by: By) -> None:
    if isinstance(place, Region):
        check_can_edit_region(by, place.nation)
    else:
        check_can_edit_organisation(by, place.region)
