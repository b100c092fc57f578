"""Django's settings. What can be set from outside is read from the environment and described in docs/settings.md."""

import os
from pathlib import Path

from ninefold.site import environment

CHECKOUT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("NINEFOLD_DATA") or CHECKOUT / "var")
DATA.mkdir(parents=True, exist_ok=True)

# Demonstration data and real data are different files that never mix.
DEMO = environment.flag(os.environ, "NINEFOLD_DEMO")
HTTPS = environment.flag(os.environ, "NINEFOLD_HTTPS")
DATABASES = {
    "default": environment.database(
        os.environ.get("DATABASE_URL", ""), DATA / ("demonstration.sqlite3" if DEMO else "ninefold.sqlite3")
    )
}
SECRET_KEY = environment.secret_key(os.environ.get("NINEFOLD_SECRET_KEY", ""), DATA / "secret-key")
ALLOWED_HOSTS = environment.words(os.environ, "NINEFOLD_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "ninefold.ui",
    "ninefold.feedback",
    "ninefold.site",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
ROOT_URLCONF = "ninefold.site.urls"
WSGI_APPLICATION = "ninefold.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parents[1] / room / "templates" for room in ("site", "feedback", "ui")],
        "OPTIONS": {"environment": "ninefold.site.jinja.environment"},
    }
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
# Files are served from where they lie; their addresses carry a mark of their content (ninefold.site.jinja).
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 24 * 60 * 60
