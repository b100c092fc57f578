"""What the switch of language on each page offers: the other languages, each in its own words."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from ninefold.accounts.languages import is_translated, spoken

LONGEST_ADDRESS = 1500  # of a page to come back to; where it is longer, what was asked of the page is left out


@dataclass(frozen=True)
class Other:
    """A language that the page one reads could be in. `loses` and `absent` are said in it.

    `is_there`: the page is translated into it; else `absent` says that it is not.
    """

    code: str
    name: str
    is_there: bool
    loses: str
    absent: str


def others(request: HttpRequest) -> list[Other]:
    """The languages besides the one that is spoken now."""
    match = request.resolver_match
    page, now = match.view_name if match else "", spoken()
    return [_other(code, name, page) for code, name in settings.LANGUAGES if code != now]


def address_of_page(request: HttpRequest) -> str:
    """Where somebody is, to come back there."""
    address = request.get_full_path()
    return address if len(address) <= LONGEST_ADDRESS else request.path


def _other(code: str, name: str, page: str) -> Other:
    with override(code):
        loses = _("This loads the page again: what you have typed and not sent is lost.")
        absent = _("This page is in English only.")
    return Other(code, name, not page or is_translated("pages", page, code), loses, absent)
