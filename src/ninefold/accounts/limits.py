"""Limits on guessing. They count what failed and never what was right, in a table that all processes share.

Who failed is kept as a keyed hash and for ten minutes, so that no address of a visitor can be read here. Many people of
one hospital come from one address: nothing that is right is ever refused because of it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ninefold.accounts.failures import Failures
from ninefold.core.errors import NinefoldError

SPAN = timedelta(minutes=10)


class TooManyFailuresError(NinefoldError):
    """This failed so often that it is not tried again for a while; the text says what to do meanwhile."""


@transaction.atomic
def note_failure(what: str, who: str, *, at: datetime, span: timedelta = SPAN) -> int:
    """Count one more failure of `what` by `who`, and how many that makes in the span that began with the first.

    Call it outside the transaction of what failed, which takes back all that was written in it.
    """
    of = _hidden(what, who)
    Failures.objects.filter(of=of, ends_at__lte=at).update(count=0, ends_at=at + span)
    Failures.objects.bulk_create([Failures(of=of, ends_at=at + span)], ignore_conflicts=True)
    # The database adds and keeps the row until the count is read: of those who fail in one instant each has its own.
    Failures.objects.filter(of=of).update(count=F("count") + 1)
    return failures(what, who, at=at)


def failures(what: str, who: str, *, at: datetime) -> int:
    """How often `what` failed for `who` in the span that runs."""
    found = Failures.objects.filter(of=_hidden(what, who), ends_at__gt=at).values_list("count", flat=True).first()
    return found or 0


def check_not_too_many(what: str, who: str, *, at: datetime, most: int, instead: str = "") -> None:
    """Raise TooManyFailuresError where `what` failed `most` times for `who`. `instead` says what they can do."""
    if failures(what, who, at=at) >= most:
        raise TooManyFailuresError(instead or _("That failed too many times. Wait ten minutes, then try again."))


def forgive(what: str, who: str) -> None:
    """Forget the failures of who got it right."""
    Failures.objects.filter(of=_hidden(what, who)).delete()


def forget_failures(at: datetime) -> int:
    """Delete what is counted no more."""
    return Failures.objects.filter(ends_at__lte=at).delete()[0]


def visitor(request: HttpRequest) -> str:
    """The network address that a request comes from: behind HTTPS the one that the proxy in front has seen last."""
    if settings.HTTPS:
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if seen:
            return seen
    return str(request.META.get("REMOTE_ADDR", ""))


def _hidden(what: str, who: str) -> str:
    return salted_hmac("ninefold.accounts.limits", f"{what}\0{who}", algorithm="sha256").hexdigest()
