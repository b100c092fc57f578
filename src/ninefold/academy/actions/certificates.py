"""Certificates: given once for a booking, or for an accreditation; taken back, and given again with the same code."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.models import Booking, Certificate
from ninefold.academy.queries.standing import standing_of
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Person, Role
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.core.register import ASKED

# Without letters and digits that are taken for one another: 79 bits in four groups.
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 4, 4


def certify_attendance(booking: Booking, earned_on: date, at: datetime) -> Certificate:
    """The certificate of a booking that was used; one that was taken back is given again."""
    given, made = Certificate.objects.get_or_create(
        booking=booking,
        defaults={
            "code": _new_code(),
            "kind": Certificate.Kind.ATTENDANCE,
            "person": booking.person,
            "title": booking.session.title,
            "earned_on": earned_on,
            "issued_at": at,
        },
    )
    if not made and given.revoked_at is not None:
        given.revoked_at = None
        given.save(update_fields=["revoked_at"])
    return given


def revoke_certificate(booking: Booking, at: datetime) -> None:
    """Take the certificate of a booking back, if it has one: who checks it is told since when."""
    Certificate.objects.filter(booking=booking, revoked_at__isnull=True).update(revoked_at=at)


@transaction.atomic
def certify_accreditation(*, by: Role, at: datetime) -> Certificate:
    """One's own certificate of accreditation, one for each day on which it is asked for.

    Raises NinefoldError for who is not accredited today. Who checks it is told how they stand that day.
    """
    day = london_date(at)
    if standing_of(by.person, day) not in ASKED:
        raise NinefoldError(_("You are not accredited at present, so there is nothing to certify."))
    Person.objects.get_queryset().select_for_update(of=("self",)).get(pk=by.person_id)  # two clicks, one certificate
    given, made = Certificate.objects.get_or_create(
        person=by.person,
        kind=Certificate.Kind.ACCREDITATION,
        earned_on=day,
        defaults={"code": _new_code(), "title": "", "issued_at": at},
    )
    if made:
        record(by=by, at=at, what="certify", on=given, whom=by.person)
    return given


def _new_code() -> str:
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(_GROUP)) for _group in range(_GROUPS))
