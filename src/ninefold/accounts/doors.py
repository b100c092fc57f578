"""Who may come in: strangers are sent to sign in, and who lacks the role that a page is for is told so in words.

`request.role` is the running role one acts as. It is looked up when something asks for it, so that a page for everybody
costs no more for having it. For a stranger, and for somebody without a role, it is false.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast, overload

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from ninefold.accounts import queries
from ninefold.accounts.models import Kind, Person, Role

# What the browser session calls the role that somebody chose to act as, and when they proved by a code who they are.
CHOSEN = "role"
PROVED = "proved_at"
Parts = ParamSpec("Parts")
Page = Callable[Concatenate[HttpRequest, Parts], HttpResponse]


class PersonRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: Person
    roles: list[Role]


class RoleRequest(PersonRequest):
    """A request of somebody in one of their roles."""

    role: Role


def know_role(request: HttpRequest) -> None:
    """Give the request its `roles`, those that are held, and its `role`, the one acted as; found when asked for."""
    known = cast("Any", request)

    def held() -> list[Role]:
        return queries.roles_held(known.user) if known.user.is_authenticated else []

    known.roles = SimpleLazyObject(held)
    known.role = SimpleLazyObject(lambda: queries.role_to_act_as(known.roles, known.session.get(CHOSEN)))


def known(view: Callable[Concatenate[PersonRequest, Parts], HttpResponse]) -> Page[Parts]:
    """A door for whoever has signed in, with a role or without: strangers are sent to sign in and come back."""

    @wraps(view)
    def enter(request: HttpRequest, /, *args: Parts.args, **kwargs: Parts.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        return view(cast("PersonRequest", request), *args, **kwargs)

    return enter


@overload
def signed_in(view: Callable[Concatenate[RoleRequest, Parts], HttpResponse], /) -> Page[Parts]: ...
@overload
def signed_in(*kinds: Kind) -> Callable[[Callable[Concatenate[RoleRequest, Parts], HttpResponse]], Page[Parts]]: ...
def signed_in(*given: Any) -> Any:
    """A door for who signed in and holds a role: any for `@signed_in`, one of these for `@signed_in(Kind.A, Kind.B)`.

    Strangers are sent to sign in and come back; others are told what the page is for. Who holds a role of a wanted kind
    and acts as something else acts, on this page, as that.
    """
    if given and not isinstance(given[0], Kind):
        return _door(given[0], ())
    return lambda view: _door(view, given)


def _door(view: Callable[Concatenate[RoleRequest, Parts], HttpResponse], kinds: tuple[Kind, ...]) -> Page[Parts]:
    @wraps(view)
    def enter(request: HttpRequest, /, *args: Parts.args, **kwargs: Parts.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        asking = cast("RoleRequest", request)
        held = [role for role in asking.roles if not kinds or role.kind in kinds]
        role = queries.role_to_act_as(held, chosen=getattr(asking.role, "pk", None))
        if role is None:
            return render(request, "accounts/not_held.jinja", {"kinds": kinds}, status=403)
        asking.role = role
        return view(asking, *args, **kwargs)

    return enter


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the page where one signs in, and back here afterwards if this is a page to look at."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    return redirect(settings.LOGIN_URL)
