"""Mails about somebody's standing on the register."""

from datetime import datetime

from ninefold.academy.models import Registration
from ninefold.academy.queries.standing import entry_of
from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.core.london import london_date


def standing_ends(registration: Registration, at: datetime) -> Mail:
    """To a facilitator: until when they are accredited, or were, and what would keep it."""
    context = {
        "name": registration.person.name,
        "entry": entry_of(registration, london_date(at)),
        "standing_page": address_of("academy:standing"),
        "list_page": address_of("academy:cpd"),
    }
    return compose("academy/mail/standing_ends.jinja", context)
