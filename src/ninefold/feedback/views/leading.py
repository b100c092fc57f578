"""The 360s of a programme, an organisation or a region, as whoever leads it is shown them; never an answer."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.feedback.forms.leading import LookForm
from ninefold.feedback.models import Assessment, AssessmentState
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.queries import leading, led_people
from ninefold.feedback.queries.leading import LEADS
from ninefold.feedback.views.doors import of_led

ON_A_PAGE = 25


@require_safe
@signed_in(*LEADS)
def programme(request: RoleRequest) -> HttpResponse:
    """All 360s of one's place: how each stands, what waits for whom; what is looked for stands in the address."""
    at = timezone.now()
    form = LookForm(request.GET)
    everything = leading.led_by(request.role)
    rows = leading.chosen(everything, form.state_sought, at, mine=form.only_mine)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    all_open = leading.totals(everything)
    context = {
        "form": form,
        "place": request.role.scope,
        "is_region": request.role.kind == Kind.REGIONAL_LEAD,
        "led": leading.led(list(page.object_list), at),
        "count": page.paginator.count,
        "any": bool(page.paginator.count) or everything.exists(),
        "totals": leading.totals_words(all_open) if all_open.running else "",
        "previous": _way(page, form, -1) if page.has_previous() else None,
        "next": _way(page, form, 1) if page.has_next() else None,
    }
    return render(request, "feedback/leading/programme.jinja", context)


def _way(page: Page[Assessment], form: LookForm, step: int) -> tuple[str, str]:
    """The page before or after, with what was looked for."""
    number = page.number + step
    kept = {"state": form.state_sought, "mine": "on" if form.only_mine else "", "page": number}
    said = _("Page %(number)s of %(all)s") % {"number": number, "all": page.paginator.num_pages}
    return said, f"{reverse('feedback:programme')}?{urlencode({name: value for name, value in kept.items() if value})}"


@require_safe
@of_led
def led(request: RoleRequest, found: Assessment) -> HttpResponse:
    """One 360: what has happened, how each invitation stands, and what a lead can do."""
    (one,) = leading.led([found], timezone.now())
    is_draft = found.state == AssessmentState.DRAFT
    prepared = is_draft and led_people.was_prepared(found)
    context = {
        "assessment": found,
        "one": one,
        "timeline": led_people.timeline(found, one.facilitation),
        "prepared": prepared,
        # Of a draft that its participant has begun, a lead sees that it is there.
        "people": led_people.invited(found) if not is_draft or prepared else [],
        "on_paper": led_people.on_paper(found),
        "takes_raters": found.state in BEFORE_CLOSE,
    }
    return render(request, "feedback/leading/led.jinja", context)
