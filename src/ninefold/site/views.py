"""The pages of the roof."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.queries.model import model
from ninefold.accounts.doors import PersonRequest, known
from ninefold.site import errors, queries
from ninefold.site.ways import ways_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and the ways in."""
    return render(request, "site/home.jinja", {"model": model()})


@require_safe
@known
def begin(request: PersonRequest) -> HttpResponse:
    """Where somebody who has signed in begins: the part of the site for the role they act as, if it has one."""
    role = getattr(request, "role", None)
    ways = ways_for([role] if role else []) or ways_for(request.roles)
    return redirect(ways[0].page if ways else "home")


@csrf_exempt  # its token is a cookie, and who only reads gets none: so browsers are asked where the form was
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language in this browser until it is closed, and go back to the page that somebody was on."""
    if _is_from_elsewhere(request):
        return errors.forbidden(request)
    there, wanted = request.POST.get("next", ""), request.POST.get("language", "")
    is_here = there.startswith("/") and url_has_allowed_host_and_scheme(there, allowed_hosts=None)
    response = redirect(there if is_here else "home")
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response


def _is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that the form was on a page of another site. What says nothing of it cannot be misled."""
    origin, fetched = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "same-origin")
    return fetched != "same-origin" or (origin is not None and origin != f"{request.scheme}://{request.get_host()}")


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
