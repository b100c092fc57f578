"""Mails about feedback sessions held elsewhere: which count now, and which do not and why."""

from collections.abc import Sequence

from ninefold.academy.models import Evidence
from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.accounts.models import Person


def approved(person: Person, rows: Sequence[Evidence]) -> Mail:
    """These count from now on."""
    return _mail("sessions_approved", person, rows)


def refused(person: Person, rows: Sequence[Evidence], reason: str) -> Mail:
    """These do not count, for this reason."""
    return _mail("sessions_refused", person, rows, reason)


def _mail(name: str, person: Person, rows: Sequence[Evidence], reason: str = "") -> Mail:
    context = {"name": person.name, "rows": rows, "reason": reason}
    return compose(f"academy/mail/{name}.jinja", {**context, "page": address_of("academy:sessions_elsewhere")})
