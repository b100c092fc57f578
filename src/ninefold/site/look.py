"""What all pages are dressed in, at addresses that change with it: one style sheet, the logo, recoloured drawings."""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ninefold.core.face import OURS, Face, coloured

# Our sheets in their order, joined into one so that a browser asks once.
SHEETS = (
    "design-system/nhsuk-frontend-10.6.1",
    *("identity", "ninefold", "frame", "doors", "forms", "parts", "tables", "questions", "people", "compact", "busy"),
    *("language", "footer"),
)
A_YEAR = 365 * 24 * 60 * 60
AN_ADDRESS = re.compile(r'url\("(?!data:)([^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def face() -> Face:
    """The name, the colours and the logo of this installation."""
    found: Face = settings.FACE
    return found


@require_safe
def sheet(_request: HttpRequest, mark: str) -> HttpResponse:
    """The style sheet of all pages."""
    return _kept(joined(_accent()), "text/css; charset=utf-8", mark)


@require_safe
def logo(_request: HttpRequest, mark: str) -> HttpResponse:
    """The logo, where there is one."""
    own = face().logo
    if own is None:
        raise Http404
    return _kept(own.content, own.media_type, mark)


@require_safe
def drawing(_request: HttpRequest, mark: str, name: str) -> HttpResponse:
    """One of our drawings in the colours of this installation."""
    path = f"ui/{name}.svg"
    if ".." in name or not finders.find(path):
        raise Http404
    return _kept(recoloured(path, _accent()), "image/svg+xml", mark)


def address() -> str:
    """Where the style sheet is."""
    return reverse("look", kwargs={"mark": _mark_of(joined(_accent()))})


def address_of_logo() -> str:
    """Where the logo is; empty for an installation that has none."""
    own = face().logo
    return reverse("logo", kwargs={"mark": _mark_of(own.content)}) if own else ""


def asset(path: str) -> str:
    """The address of one of our static files, with a mark of its content so that a browser never shows an old one.

    A drawing of ours follows the accent of an installation. Raises FileNotFoundError where there is no such file.
    """
    if face().is_recoloured and path.startswith("ui/") and path.endswith(".svg") and "design-system" not in path:
        name = path.removeprefix("ui/").removesuffix(".svg")
        return reverse("drawing", kwargs={"mark": _mark_of(recoloured(path, _accent())), "name": name})
    return _marked(path)


def _accent() -> str:
    """By what the colours of this installation are told from those of another; the others follow from it."""
    return face().colours["teal"]


@cache
def joined(accent: str) -> bytes:
    """The text of all sheets, in their order, without what is said to who works on them, in colours of this accent."""
    sheets = [_with_whole_addresses(f"ui/{name}.css") for name in SHEETS]
    return "\n".join([*sheets, Face(colours=coloured(accent)).properties()]).encode()


@cache
def recoloured(path: str, accent: str) -> bytes:
    """A drawing with each of our colours replaced by what goes with this accent."""
    text = _file(path).read_text("utf-8")
    for name, value in coloured(accent).items():
        text = text.replace(OURS[name], value)
    return text.encode()


@cache
def _marked(path: str) -> str:
    return f"{static(path)}?{_mark_of(_file(path).read_bytes())}"


def _file(path: str) -> Path:
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(f"There is no static file {path}.")
    return Path(found)


@cache
def _mark_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


def _kept(content: bytes, media_type: str, mark: str) -> HttpResponse:
    """An answer that a browser keeps for good, under the mark of its content.

    Under another, which a page of the version before has while a new one is brought in, it is given and kept by nobody.
    """
    response = HttpResponse(content, content_type=media_type)
    if mark == _mark_of(content):
        patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response


def _with_whole_addresses(path: str) -> str:
    """A sheet whose files are found from any address: what it names, it names from its own folder."""
    folder = Path("/", path).parent

    def whole(address: re.Match[str]) -> str:
        return f'url("{asset(str((folder / address[1]).resolve().relative_to("/")))}")'

    return AN_ADDRESS.sub(whole, COMMENT.sub("", _file(path).read_text("utf-8")))
