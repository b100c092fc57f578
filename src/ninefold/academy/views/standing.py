"""A facilitator's own standing on the register."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ninefold.academy.models import Registration
from ninefold.academy.queries.certificates import own_certificates
from ninefold.academy.queries.standing import entry_of
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.london import london_date
from ninefold.core.register import ASKED


@require_safe
@signed_in(Kind.FACILITATOR)
def standing(request: RoleRequest) -> HttpResponse:
    """How one stands today, why, and what would keep it."""
    own = Registration.objects.visible_to(request.role).first()
    entry = entry_of(own, london_date(timezone.now()))
    context = {
        "entry": entry,
        "certificates": own_certificates(request.role),
        "can_certify": entry.position.standing in ASKED,
    }
    return render(request, "academy/register/standing.jinja", context)
