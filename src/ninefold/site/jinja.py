"""The environment in which pages are rendered."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation


def environment(**options: Any) -> jinja2.Environment:
    """Our templates and those of the design system, escaped, translated, strict about names that do not exist."""
    loader = jinja2.ChoiceLoader([options.pop("loader"), jinja2.PackageLoader("nhsuk_frontend_jinja")])
    jinja = jinja2.Environment(  # noqa: S701 - Django's backend passes autoescape=True
        **options,
        loader=loader,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.undefined = _Undefined
    jinja.policies["ext.i18n.trimmed"] = True
    jinja.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    jinja.globals.update(url=_url, asset=asset, language=translation.get_language, demonstration=settings.DEMO)
    return jinja


class _Undefined(jinja2.StrictUndefined):
    """Strict, but for what a macro of the design system was not given: those ask for keys of a mapping and go on."""

    def __new__(cls, *args: Any, **kwargs: Any) -> "Any":
        obj = args[1] if len(args) > 1 else kwargs.get("obj")
        if isinstance(obj, dict | jinja2.ChainableUndefined):
            return jinja2.ChainableUndefined(*args, **kwargs)
        return super().__new__(cls)


def _url(name: str, **parts: Any) -> str:
    return reverse(name, kwargs=parts or None)


@cache
def asset(path: str) -> str:
    """The address of one of our static files, with a mark of its content so that a browser never shows an old one."""
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(f"There is no static file {path}.")
    return f"{static(path)}?{hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]}"
