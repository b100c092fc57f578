"""What the pages of the way on show: words from files, where to go next, and whom to ask in each region."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise

from ninefold.academy.page_files.files import ENGLISH
from ninefold.academy.page_files.library import Page, library
from ninefold.academy.page_files.links import PLACES, address_of
from ninefold.academy.queries.rules import region_of
from ninefold.accounts.languages import spoken
from ninefold.accounts.models import Person, Region
from ninefold.accounts.queries import all_regions
from ninefold.core.framework.library import framework_locale

FEWEST_PARTS = 4  # of a page, for a list of them at its top


@dataclass(frozen=True)
class Way:
    """A way on to a page or a part of the site. `lang` is its language, if other than that of the page it stands on."""

    title: str | Promise
    address: str
    text: str | Promise = ""
    lang: str = ""


@dataclass(frozen=True)
class Ask:
    """A region and whom to ask there, if somebody is named; whether it is that of whoever is signed in."""

    region: Region
    is_own: bool

    @property
    def dialled(self) -> str:
        """The telephone number as a telephone takes it; what comes after it, inside a place, is dialled by hand."""
        number = self.region.contact_phone.lower().partition("x")[0].removesuffix("e")
        return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def page_of(name: str) -> Page | None:
    """The page of this name in the language that is spoken, or in the one it has; None where there is none."""
    return library().page(name, _language())


def lang_of(page: Page) -> str:
    """The language of a page, where it is not the one that is spoken."""
    return "" if page.language == _language() else page.language


def ways_on(page: Page) -> list[Way]:
    """Where somebody who has read a page may want to go next."""
    ways = []
    for name in page.next:
        if name in PLACES:
            place = PLACES[name]
            ways.append(Way(place.title, address_of(name), place.text))
        elif (other := page_of(name)) is not None:
            ways.append(Way(other.link, other.address, other.description, lang_of(other)))
    return ways


def footer_ways(only: tuple[str, ...] = ()) -> list[tuple[str, list[Way]]]:
    """The groups of links in the footer, those without any left out. `only`: the names of the pages wanted."""
    groups = library().footer(_language())
    wanted = {group: [page for page in pages if not only or page.name in only] for group, pages in groups.items()}
    return [
        (group, [Way(page.link, page.address, lang=lang_of(page)) for page in pages])
        for group, pages in wanted.items()
        if pages
    ]


def whom_to_ask(person: Person | None) -> list[Ask]:
    """Every region with whom to ask there, the own one first."""
    own = None if person is None else region_of(person)
    found = [Ask(region, is_own=region == own) for region in all_regions()]
    return sorted(found, key=lambda ask: not ask.is_own)


def academys_address() -> str:
    """The e-mail address of the academy itself; empty where none is set."""
    return str(settings.CONTACT_EMAIL)


def _language() -> str:
    return framework_locale(spoken() or ENGLISH)
