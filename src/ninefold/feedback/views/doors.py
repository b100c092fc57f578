"""How pages of who has signed in find their 360 or case: through the role, or not at all.

Each door takes the number in the address and gives the view what has it, if it may be seen from there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.feedback.models import Assessment, Facilitation, Rater, Report
from ninefold.feedback.queries.leading import LEADS, led_by

Row = TypeVar("Row", Assessment, Facilitation)
Page = Callable[..., HttpResponse]  # of the request, the number in the address, and what the view takes besides
View = Callable[Concatenate[RoleRequest, Row, ...], HttpResponse]


def _door(find: Callable[[RoleRequest, int], Row | None], *kinds: Kind) -> Callable[[View[Row]], Page]:
    def door(view: View[Row]) -> Page:
        @signed_in(*kinds)
        @wraps(view)
        def enter(request: RoleRequest, /, pk: int, **parts: int | str) -> HttpResponse:
            found = find(request, pk)
            if found is None:
                raise Http404
            return view(request, found, **parts)

        return enter

    return door


def _own(request: RoleRequest, pk: int) -> Assessment | None:
    return Assessment.objects.visible_to(request.role).with_people().filter(pk=pk).first()


def _led(request: RoleRequest, pk: int) -> Assessment | None:
    return led_by(request.role).filter(pk=pk).first()


def _asked(request: RoleRequest, pk: int) -> Facilitation | None:
    return Facilitation.objects.visible_to(request.role).with_people().filter(pk=pk).first()


def _case(request: RoleRequest, pk: int) -> Facilitation | None:
    return Facilitation.objects.visible_to(request.role).taken_on().with_people().filter(pk=pk).first()


def _case_with_report(request: RoleRequest, pk: int) -> Facilitation | None:
    found = _case(request, pk)
    readable = Report.objects.visible_to(request.role)
    return found if found is not None and readable.filter(assessment=found.assessment_id).exists() else None


of_own = _door(_own, Kind.PARTICIPANT)
"""A door for the participant of this 360."""
of_led = _door(_led, *LEADS)
"""A door for who leads this 360, of which they are not the participant."""
of_asked = _door(_asked, Kind.FACILITATOR)
"""A door for whoever was asked to facilitate this case, whatever became of it."""
of_case = _door(_case, Kind.FACILITATOR)
"""A door for the facilitator who has taken this case on, as long as it is theirs."""
of_report = _door(_case_with_report, Kind.FACILITATOR)
"""The same, once there is a report which this facilitator may read."""


def after_report(view: View[Assessment]) -> Page:
    """A door for the participant of this 360, once their report was opened.

    Before that they are led to the page that says how it stands.
    """

    @of_own
    @wraps(view)
    def enter(request: RoleRequest, found: Assessment, **parts: int | str) -> HttpResponse:
        if found.opened_at is None:
            return redirect("feedback:assessment", pk=found.pk)
        return view(request, found, **parts)

    return enter


def on_the_list_or_404(assessment: Assessment, number: int) -> Rater:
    """Whoever has this number on the list of a 360 that was found."""
    row = assessment.raters.others().standing().filter(pk=number).first()
    if row is None:
        raise Http404
    row.assessment = assessment
    return row


def case_of_own(request: RoleRequest, assessment: Assessment) -> Facilitation | None:
    """The part of the facilitator who has taken on one's own 360."""
    mine = Facilitation.objects.visible_to(request.role).taken_on().with_people()
    return mine.filter(assessment=assessment).first()
