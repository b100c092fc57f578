"""The environment in which pages are rendered."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from jinja2.utils import missing
from markupsafe import Markup, escape

from ninefold import __version__
from ninefold.academy.queries.way_on import footer_ways
from ninefold.accounts.languages import marked, name_of, spoken
from ninefold.accounts.models import Person
from ninefold.core.framework.library import framework_locale
from ninefold.site import languages, look
from ninefold.site.ways import PUBLIC_WAYS, Way, ways_for
from ninefold.ui.faults import faults


def environment(**options: Any) -> jinja2.Environment:
    """Our templates and those of the design system: escaped, translated, strict about names that do not exist."""
    ours = options.pop("loader")
    jinja = jinja2.Environment(  # noqa: S701 - Django passes autoescape=True among the options
        **options,
        loader=jinja2.ChoiceLoader([ours, jinja2.PackageLoader("nhsuk_frontend_jinja")]),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.undefined = _Undefined
    # A sentence may run over several lines of a template and is still one sentence to a translator.
    jinja.policies["ext.i18n.trimmed"] = True
    jinja.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    jinja.globals.update(
        url=_url,
        asset=look.asset,
        look=look.address,
        logo=look.address_of_logo,
        face=look.face,
        current=_current,
        faults=faults,
        onward=_onward,
        signed_in=_signed_in,
        own_ways=_own_ways,
        public_ways=PUBLIC_WAYS,
        footer_ways=footer_ways,
        language=translation.get_language,
        other_languages=_other_languages,
        this_page=_this_page,
        demonstration=settings.DEMO,
        version=__version__,
    )
    jinja.filters.update(
        day=day,
        moment=moment,
        clock=clock,
        month_and_year=month_and_year,
        breakable=breakable,
        language_name=language_name,
        said_in=said_in,
    )
    return jinja


def day(value: date | datetime) -> str:
    """A date as people say it, in the language of the page: 3 March 2026. Of an instant, the date in London."""
    return date_format(timezone.localtime(value) if isinstance(value, datetime) else value, "j F Y")


def moment(value: datetime) -> str:
    """An instant as a clock in London has it: Tuesday 3 March 2026, 14:30."""
    return date_format(timezone.localtime(value), "l j F Y, H:i")


def clock(value: datetime) -> str:
    """What a clock in London shows at an instant: 14:30."""
    return date_format(timezone.localtime(value), "H:i")


def month_and_year(value: date) -> str:
    """The month of a day: March 2026."""
    return date_format(value, "F Y")


def breakable(address: str) -> Markup:
    """An address that goes on in a new line before its @ where there is no room for all of it."""
    return Markup("<wbr>@").join(escape(part) for part in address.split("@"))


def language_name(language: str) -> Markup:
    """What a language calls itself, marked as being in it."""
    return said_in(name_of(language), language)


def said_in(text: str, language: str) -> Markup:
    """Text that is in this language, marked as that where the page is in another."""
    same = framework_locale(language) == framework_locale(spoken())
    return escape(text) if same else Markup(marked(text, language))  # noqa: S704 - escaped there


# Names that the macros of the design system ask for without knowing whether they are there.
_LENIENT_NAMES = ("caller", "undefined")


class _Undefined(jinja2.StrictUndefined):
    """Strict about names and attributes that do not exist, but for what a macro of the design system was not given.

    Those ask for keys of a mapping and go on, test a caller, and leave out the last `else`.
    """

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        obj = args[1] if len(args) > 1 else kwargs.get("obj", missing)
        name = args[2] if len(args) > 2 else kwargs.get("name")
        of_a_mapping = isinstance(obj, dict | jinja2.ChainableUndefined)
        if of_a_mapping or (obj is missing and (name is None or name in _LENIENT_NAMES)):
            return jinja2.ChainableUndefined(*args, **kwargs)
        return super().__new__(cls)


def _url(name: str, **parts: Any) -> str:
    return reverse(name, kwargs=parts or None)


@jinja2.pass_context
def _current(context: jinja2.runtime.Context, name: str) -> Markup:
    """The attribute that marks a link to the page one is on, or to the part of the site one is in."""
    request = context.get("request")
    if not isinstance(request, HttpRequest) or not request.path.startswith(reverse(name)):
        return Markup()
    return Markup(' aria-current="page"') if request.path == reverse(name) else Markup(' aria-current="true"')


def _onward(path: str, then: str) -> str:
    """The address of a page that leads on to another one afterwards."""
    return f"{path}?{urlencode({'next': then})}" if then else path


@jinja2.pass_context
def _signed_in(context: jinja2.runtime.Context) -> Person | None:
    """Whoever is signed in, where a request came so far that this is known."""
    user = getattr(context.get("request"), "user", None)
    return user if isinstance(user, Person) else None


@jinja2.pass_context
def _own_ways(context: jinja2.runtime.Context) -> list[Way]:
    """The parts of the site for whoever is signed in; none for a stranger."""
    return ways_for(context["request"].roles) if _signed_in(context) else []


@jinja2.pass_context
def _other_languages(context: jinja2.runtime.Context) -> list[languages.Other]:
    """What the switch of language offers; nothing where no page was asked for."""
    request = context.get("request")
    return languages.others(request) if isinstance(request, HttpRequest) else []


@jinja2.pass_context
def _this_page(context: jinja2.runtime.Context) -> str:
    return languages.address_of_page(context["request"])
