"""What the worker deletes of who was in meetings. What was counted stays: bookings, certificates, the register."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ninefold.academy.actions.attendance import KEPT_FOR
from ninefold.academy.models import AttendanceFile, Attendee
from ninefold.core.london import london_date


@transaction.atomic
def forget_attendance(at: datetime) -> int:
    """Delete the bytes of lists whose day has come and everybody found in them, and whom hosts marked so long ago.

    How many lists and people that were. A list that is gone stands no more: who counts anew gives one again.
    """
    old = AttendanceFile.objects.filter(delete_on__lte=london_date(at))
    people = Q(file__in=old) | Q(file__isnull=True, session__starts_at__lte=at - KEPT_FOR)
    gone, _each = Attendee.objects.filter(people).delete()
    replaced = old.filter(content__isnull=False, undone_at__isnull=False).update(content=None)
    return gone + replaced + old.filter(undone_at__isnull=True).update(content=None, undone_at=at)
