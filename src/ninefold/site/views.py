"""The pages of the roof."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ninefold.accounts.doors import PersonRequest, known
from ninefold.site import queries
from ninefold.site.ways import ways_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and the ways in."""
    return render(request, "site/home.jinja")


@require_safe
@known
def begin(request: PersonRequest) -> HttpResponse:
    """Where somebody who has signed in begins: the part of the site for the role they act as, if it has one."""
    role = getattr(request, "role", None)
    ways = ways_for([role] if role else []) or ways_for(request.roles)
    return redirect(ways[0].page if ways else "home")


@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """Whether the web process answers at all: for who would start it again."""
    return JsonResponse({"alive": True})


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Whether requests should be sent here: the database answers and has the tables that this code expects.

    The worker's last sign of life is told too, in seconds; pages work without it, so it does not decide.
    """
    state = queries.readiness(at=timezone.now())
    return JsonResponse(state.as_json(), status=200 if state.is_ready else 503)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public face, not the doors of the machine."""
    return HttpResponse("User-agent: *\nDisallow: /healthz\nDisallow: /readyz\n", content_type="text/plain")
