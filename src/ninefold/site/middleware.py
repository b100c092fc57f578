"""What every response carries, so that no page can be made to do what we did not write; what every request knows."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ninefold.accounts.doors import know_role
from ninefold.accounts.languages import is_translated, spoken
from ninefold.site import errors
from ninefold.site.log import A_LINK

# No inline script or style, nothing from another host, no framing, and forms that answer to us alone.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Pages hold what was said in confidence: a shared computer keeps none of them.
    "Cache-Control": "no-store",
}
# Of a page whose address opens a questionnaire nothing but the name of the site is told, also not to the site itself:
# what the page fetches would carry the address into the log of whatever stands in front.
REFERRER_OF_A_LINK = "strict-origin"


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Add to every response the headers that it does not set itself."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if A_LINK.match(request.path):
            response.headers["Referrer-Policy"] = REFERRER_OF_A_LINK
        return response

    return respond


class Languages:
    """A page that is not translated is in the language of the site altogether, rather than in two at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is done before it is known which page is asked for."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Speak the language of the site where the page is not there in the one that somebody reads."""
        match = request.resolver_match
        if match is not None and not is_translated("pages", match.view_name, spoken()):
            translation.activate(settings.LANGUAGE_CODE)


def role(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let every request know the role it is made in."""

    def respond(request: HttpRequest) -> HttpResponse:
        know_role(request)
        return get_response(request)

    return respond


class Refusals:
    """A refusal that says why becomes a page that says it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is done unless a view raises, or somebody typed the address to which a form is sent."""
        response = self._get_response(request)
        if response.status_code == 405 and request.method == "GET":
            page = errors.form_alone(request)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, if this is such a refusal."""
        return errors.refused(request, exception)
