"""Django's settings. What can be set from outside is read from the environment and described in docs/settings.md."""

import os
from pathlib import Path

from ninefold.site import environment, welsh

CHECKOUT = Path(__file__).resolve().parents[3]
environment.check_names(os.environ, environment.SETTINGS)
DATA = environment.data_folder(os.environ.get("NINEFOLD_DATA", ""), CHECKOUT / "var")

# Demonstration data and real data are different files that never mix.
DEMO = environment.flag(os.environ, "NINEFOLD_DEMO")
HTTPS = environment.flag(os.environ, "NINEFOLD_HTTPS")
environment.check_demonstration(demonstration=DEMO, https=HTTPS)
NAME = "demonstration" if DEMO else "ninefold"
DATABASES = environment.databases(
    os.environ.get("DATABASE_URL", ""), os.environ.get("KEYS_DATABASE_URL", ""), DATA / NAME, demonstration=DEMO
)
DATABASE_ROUTERS = ["ninefold.site.databases.Router"]
# What was sealed under an earlier key is opened by it, and nothing else is: nobody signs in by one of these.
FORMER_SECRET_KEYS = environment.former_keys(os.environ.get("NINEFOLD_FORMER_SECRET_KEYS", ""))
SECRET_KEY = environment.secret_key(os.environ.get("NINEFOLD_SECRET_KEY", ""), DATA / "secret-key")
ALLOWED_HOSTS = environment.hosts(os.environ.get("NINEFOLD_HOSTS", ""))

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "ninefold.ui",
    "ninefold.accounts",
    "ninefold.academy",
    "ninefold.feedback",
    "ninefold.feedback.keys",
    "ninefold.site",
]
MIDDLEWARE = [
    "ninefold.site.middleware.headers",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "ninefold.site.middleware.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ninefold.site.middleware.role",
    "ninefold.site.middleware.Refusals",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie could be read on the way

# Signing in. A mailbox is proved by codes of our own (ninefold.accounts.codes), so the library verifies none.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("name", "email")},
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "begin", "home"
ACCOUNT_ADAPTER = "ninefold.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # its own count in a cache of each process, and what is right too

ROOT_URLCONF = "ninefold.site.urls"
WSGI_APPLICATION = "ninefold.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            Path(__file__).parents[1] / room / "templates" for room in ("site", "feedback", "academy", "accounts", "ui")
        ],
        "OPTIONS": {
            "environment": "ninefold.site.jinja.environment",
            "context_processors": ["django.contrib.messages.context_processors.messages"],
        },
    }
]

# Mail: where it leaves, whom it is from, and the address of this site that it leads to.
MAIL_SERVER = environment.mail_server(os.environ.get("NINEFOLD_MAIL_URL", ""))
DEFAULT_FROM_EMAIL = environment.sender(os.environ.get("NINEFOLD_MAIL_FROM", ""), needed=MAIL_SERVER is not None)
SITE_ADDRESS = environment.site_address(os.environ.get("NINEFOLD_ADDRESS", ""))
# Who tries a demonstration in the evening wants to see what happens.
MAIL_ANY_HOUR = DEMO or environment.flag(os.environ, "NINEFOLD_MAIL_ANY_HOUR")
BOUNCE_MAILDIR = os.environ.get("NINEFOLD_BOUNCE_MAILDIR", "")

# Where backups are, for `ninefold doctor` to see how old the newest is.
BACKUPS = environment.backups_folder(os.environ.get("NINEFOLD_BACKUPS", ""))

# What the site is called and looks like.
FACE = environment.face(
    name=os.environ.get("NINEFOLD_NAME", ""),
    logo=os.environ.get("NINEFOLD_LOGO", ""),
    accent=os.environ.get("NINEFOLD_ACCENT", ""),
)

# How long before a feedback session its report may be opened.
REPORT_BEFORE_SESSION_HOURS = environment.hours(os.environ, "NINEFOLD_REPORT_BEFORE_SESSION_HOURS", most=48)

# How long what is kept of people is kept, by the rule of feedback.queries.retention. A case outlasts its report.
KEEP_MONTHS = {
    "ended": environment.months(os.environ, "NINEFOLD_KEEP_ENDED_MONTHS", default=6, least=1, most=12),
    "reports": environment.months(os.environ, "NINEFOLD_KEEP_REPORTS_MONTHS", default=36, least=12, most=60),
    "cases": environment.months(os.environ, "NINEFOLD_KEEP_CASES_MONTHS", default=72, least=60, most=120),
    "accounts": environment.months(os.environ, "NINEFOLD_KEEP_ACCOUNTS_MONTHS", default=36, least=12, most=72),
}
RETENTION_DAILY = environment.flag(os.environ, "NINEFOLD_RETENTION_DAILY")

# The pages of the way on: an academy's own files, the address everybody may read, and what a 360 costs.
PAGES_FOLDER = environment.pages_folder(os.environ.get("NINEFOLD_PAGES", ""))
CONTACT_EMAIL = environment.contact_email(os.environ.get("NINEFOLD_CONTACT_EMAIL", ""))
PRICE_PENCE = environment.pence(os.environ, "NINEFOLD_PRICE_PENCE", default=4000, most=100_000)

# With what online meetings are asked for from Microsoft Teams; None where links are entered by hand.
TEAMS = environment.teams(
    tenant=os.environ.get("NINEFOLD_TEAMS_TENANT", ""),
    client=os.environ.get("NINEFOLD_TEAMS_CLIENT", ""),
    secret=os.environ.get("NINEFOLD_TEAMS_SECRET", ""),
    organiser=os.environ.get("NINEFOLD_TEAMS_ORGANISER", ""),
    sign_in=os.environ.get("NINEFOLD_TEAMS_SIGN_IN", ""),
    graph=os.environ.get("NINEFOLD_TEAMS_GRAPH", ""),
)

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
# What there is in a language that does not have everything; all else is in that of the site.
TRANSLATED = {"cy": {"pages": welsh.PAGES, "mails": welsh.MAILS}}
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/London"

# Every cookie ends with the browser session and is read by this site alone, so there is no banner to agree to.
SESSION_ENGINE = "ninefold.accounts.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "ninefold.site.errors.stale_form"

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # ninefold.site.middleware sets X-Frame-Options, on static files too
    "security.W005",  # whether subdomains are served by HTTPS is known to the owner of the domain alone
    "security.W021",  # nor is it ours to put that domain on the browsers' list
]
# Believed only where somebody said that a proxy stands in front and sets it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

DATA_UPLOAD_MAX_NUMBER_FILES = 1  # each is held in memory
FILE_UPLOAD_HANDLERS = ["ninefold.site.uploads.InMemory"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [("reports", Path(__file__).parents[1] / "reports" / "static")]
# Files are served from where they lie; their addresses carry a mark of their content (ninefold.site.jinja).
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 24 * 60 * 60
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What an operator reads: faults and warnings of everything, and what the worker did. Never what somebody wrote.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "ninefold.site.log.Line", "fmt": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "filters": {
        "unknown_name": {"()": "ninefold.site.log.UnknownName"},
        "without_links": {"()": "ninefold.site.log.WithoutLinks"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # A wrong address is nobody's fault here, and an address may hold what opens a door.
        "django.request": {"level": "ERROR", "filters": ["without_links"]},
        "django.security.csrf": {"level": "ERROR"},
        "django.security.DisallowedHost": {"filters": ["unknown_name"]},
        "ninefold": {"level": "INFO"},
    },
}
