"""Where pages can lead: to one another and to the rest of the site by name, so that no such link can break."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The shipped pages, which have addresses of their own. A page with another name is found under /pages/.
SHIPPED = {
    "about-360": "academy:about_360",
    "for-raters": "academy:for_raters",
    "for-facilitators": "academy:for_facilitators",
    "for-organisations": "academy:for_organisations",
    "contact": "academy:contact",
    "accessibility": "academy:accessibility",
    "privacy": "academy:privacy",
    "cookies": "academy:cookies",
    "terms": "academy:terms",
}
SCHEMES = ("https:", "http:", "mailto:", "tel:")
_HAS_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*:)", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A part of the site that pages can lead to by name: its address, what it is called, and what is there."""

    url_name: str
    title: str | Promise
    text: str | Promise


PLACES = {
    "home": Place("home", _("Home"), _("What this is, and the ways in.")),
    "model": Place("academy:explorer", _("Explore the model"), _("What good leadership looks like, level by level.")),
    "self-assessment": Place(
        "feedback:self_assessment", _("Assess yourself"), _("Free, without an account, in ten minutes.")
    ),
    "examples": Place(
        "feedback:examples", _("Example reports"), _("Three made-up leaders: what a report says, and what it does not.")
    ),
    "promise": Place(
        "feedback:promise",
        _("What is promised to those who answer"),
        _("Each promise with the tests that prove it, and what cannot be promised."),
    ),
    "check-a-mail": Place(
        "feedback:check_a_mail", _("Check a mail"), _("Whether a mail that you got was really written here.")
    ),
    "enter-a-code": Place("feedback:enter", _("Enter the code of a letter"), _("For who was asked on paper.")),
    "directory": Place(
        "academy:directory",
        _("Find a facilitator"),
        _("Accredited, and taking requests: by region, sector and language."),
    ),
    "cpd": Place("academy:cpd", _("CPD sessions"), _("Dates for facilitators: free, online, in a small group.")),
    "sign-in": Place("account_login", _("Sign in"), _("With a code that comes by e-mail.")),
    "sign-up": Place("account_signup", _("Sign up"), _("With an address at work.")),
}


@dataclass(frozen=True)
class Target:
    """Where a link of a file leads: a page or place by name, with a mark in it, or an address."""

    name: str = ""
    mark: str = ""
    address: str = ""
    fault: tuple[str, str] | None = None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it leads to another host."""
        return self.address.lower().startswith(("https:", "http:"))


def read_target(address: str) -> Target:
    """Where a link leads; with what is wrong, and what would be right, if it may not lead there."""
    found = _HAS_SCHEME.match(address)
    scheme = found[1].lower() if found else ""
    if scheme == "page:":
        name, _sign, mark = address[len(scheme) :].partition("#")
        return Target(name=name, mark=mark)
    if scheme in SCHEMES:
        return Target(address=scheme + address[len(scheme) :])
    if address.startswith("#"):
        return Target(mark=address[1:])
    if scheme:
        allowed = f"Links may begin with {', '.join(SCHEMES)} or page:."
        return Target(fault=(f"The link leads to “{scheme}”, which is not safe or not known.", allowed))
    name = address.strip("/").removesuffix(".md")
    right = f"Write page:{name}." if name in SHIPPED or name in PLACES else "Name a page with page:, or write https://."
    return Target(fault=(f"The link leads to “{address}”, which may move or be nowhere.", right))


def address_of(name: str) -> str:
    """The address of a page or place of this name."""
    if name in PLACES:
        return reverse(PLACES[name].url_name)
    return reverse(SHIPPED[name]) if name in SHIPPED else reverse("academy:page", kwargs={"slug": name})


def picture(address: str) -> str | None:
    """The address of a picture that is a file of the program, named as `static:FOLDER/FILE`; None if there is none."""
    file = address.removeprefix("static:")
    safe = address.startswith("static:") and ".." not in file.split("/") and not file.startswith("/")
    return static(file) if safe and finders.find(file) else None
