"""In which language something is said, where not everything is translated into each.

`settings.TRANSLATED` names what is, for a language in which that is not everything: pages by the names of their
addresses, mails by their templates. All else is in the language of the site, and says that it is.
"""

from fnmatch import fnmatchcase
from functools import cache
from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ninefold.core.errors import NinefoldError

Sort = Literal["pages", "mails"]


def spoken() -> str:
    """The language that is spoken now, such as `en-gb`."""
    return get_language() or settings.LANGUAGE_CODE


def has_chosen(request: HttpRequest) -> bool:
    """Whether somebody has chosen a language in this browser."""
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in dict(settings.LANGUAGES)


def offered(language: str) -> str:
    """This language, if the site speaks it; else that of the site."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def check_language(language: str) -> None:
    """Raise NinefoldError for a language that the site does not speak."""
    if language not in dict(settings.LANGUAGES):
        raise NinefoldError(
            _("“%(language)s” is not one of the languages of this site: %(languages)s.")
            % {"language": language, "languages": ", ".join(dict(settings.LANGUAGES))}
        )


def name_of(language: str) -> str:
    """What a language calls itself: Cymraeg."""
    return dict(settings.LANGUAGES).get(language, language)


def marked(text: str, language: str) -> SafeString:
    """Text that is in this language, marked as that for who hears it read out."""
    return format_html('<{0} lang="{1}">{2}</{0}>', "span", language, text)


def is_translated(sort: Sort, name: str, language: str) -> bool:
    """Whether the page with this name of its address, or the mail of this template, is there in this language."""
    known = settings.TRANSLATED.get(language)
    return known is None or _is_among(name, known[sort])


@cache
def _is_among(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
