"""The public page that says what those who answer are promised, and which tests prove each sentence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.feedback.queries.measured import measured
from ninefold.feedback.queries.promises import Audience, limits_for, promises_to


@require_safe
def promise(request: HttpRequest) -> HttpResponse:
    """Every promise with its tests, what cannot be promised, and what was measured."""
    name = _("The person who asked you")
    to: tuple[tuple[Audience, str], ...] = (
        ("rater", _("To colleagues who answer")),
        ("line_manager", _("To a line manager, whose answers are shown as theirs")),
        ("pulse", _("To those who are asked again three months later")),
    )
    parts = [(audience, title, promises_to(audience, name), limits_for(audience)) for audience, title in to]
    return render(request, "feedback/promise.jinja", {"parts": parts, "measured": measured()})
