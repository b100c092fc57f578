"""The framework by itself, asked in the same shapes: a page with a form, and a save. What a site can be at best.

The same server, databases, sessions, token and templates in Jinja2 as the site; a page reads one row and is as large,
a save writes as many. No seals, no keys, no rules.
"""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from ninefold.site import environment

FOLDER = Path(os.environ.get("NINEFOLD_DATA") or ".")

if not settings.configured:
    settings.configure(
        SECRET_KEY="measured" * 8,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": environment.database(os.environ.get("DATABASE_URL", ""), FOLDER / "bare.sqlite3")},
        INSTALLED_APPS=["django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "DIRS": [Path(__file__).parent],
                "OPTIONS": {"trim_blocks": True},
            }
        ],
        USE_TZ=True,
    )
    django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - needs the settings above
from django.db import connection, transaction  # noqa: E402
from django.shortcuts import redirect, render  # noqa: E402

QUESTIONS = tuple(f"question-{number}" for number in range(7))
POINTS = ("not yet", "a little", "well", "very well", "always")


def prepare() -> None:
    """Make the one table, and those of the sessions."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (place varchar(80) PRIMARY KEY, text text NOT NULL)")


def alive(_request: HttpRequest) -> HttpResponse:
    """Whether it answers."""
    return HttpResponse("yes")


def form(request: HttpRequest) -> HttpResponse:
    """A page with a form; sent, it is saved and leads to the next."""
    visitor = request.session.setdefault("visitor", os.urandom(8).hex())
    if request.method == "POST":
        save_all(visitor, {name: request.POST.get(name, "") for name in QUESTIONS})
        return redirect("/form")
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, text FROM kept WHERE place LIKE %s", [f"{visitor}:%"])
        kept = dict(cursor.fetchall())
    return render(request, "bare.jinja", {"questions": QUESTIONS, "points": POINTS, "kept": kept, "visitor": visitor})


def save(request: HttpRequest) -> HttpResponse:
    """One answer, saved as it is given."""
    visitor = request.session["visitor"]
    save_all(visitor, {name: request.POST[name] for name in QUESTIONS if name in request.POST})
    return HttpResponse("Saved")


def save_all(visitor: str, given: dict[str, str]) -> None:
    """Write these answers in one statement."""
    rows = [part for name, text in given.items() for part in (f"{visitor}:{name}", text)]
    values = ", ".join(["(%s, %s)"] * len(given))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO kept (place, text) VALUES {values} "  # noqa: S608 - only places for values are put in
            "ON CONFLICT (place) DO UPDATE SET text = excluded.text",
            rows,
        )


urlpatterns = [path("healthz", alive), path("form", form), path("save", save)]
application = get_wsgi_application()
