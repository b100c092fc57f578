"""The directory of facilitators, which everybody reads; and the page on which a facilitator writes their own entry."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.actions.directory import remove_photo, save_photo, save_profile
from ninefold.academy.forms.directory import LookForm, PhotoForm, ProfileForm
from ninefold.academy.policies.conflicts import DECLARE
from ninefold.academy.queries import directory as queries
from ninefold.academy.queries.standings import people_asked
from ninefold.accounts.acts import EITHER, done, given, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind, Role
from ninefold.core.london import london_date

ON_A_PAGE = 20
AN_HOUR = 60 * 60  # seconds: after it nobody sees the photograph of somebody who took it away


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Who can be asked, of those who fit what is looked for."""
    form = LookForm(request.GET)
    everybody = queries.found(form.filters, london_date(timezone.now()))
    page = Paginator(everybody, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "found": page.object_list,
        "count": page.paginator.count,
        "filtered": bool(form.kept),
        "previous": _way(page, form, -1) if page.has_previous() else None,
        "next": _way(page, form, 1) if page.has_next() else None,
        "may_ask": _may_ask(request),
    }
    return render(request, "academy/directory/list.jinja", context)


@require_safe
def profile_public(request: HttpRequest, pk: int) -> HttpResponse:
    """One facilitator."""
    shown = queries.found_one(pk, london_date(timezone.now()))
    if shown is None:
        raise Http404
    roles = cast("RoleRequest", request).roles
    may_declare = not request.user.is_authenticated or any(role.kind in DECLARE for role in roles)
    context = {"shown": shown, "may_declare": may_declare, "may_ask": _may_ask(request)}
    return render(request, "academy/directory/facilitator.jinja", context)


def _may_ask(request: HttpRequest) -> bool:
    """Whether this may be somebody with a 360 of their own: a participant, or a stranger, who is asked to sign in."""
    roles = cast("RoleRequest", request).roles
    return not request.user.is_authenticated or any(role.kind == Kind.PARTICIPANT for role in roles)


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photograph of somebody who is found; to themselves also while they are not."""
    found = queries.found_photo(pk, london_date(timezone.now()))
    role = cast("Role | None", getattr(request, "role", None))  # false for a stranger
    own = queries.own_photo(role, pk) if found is None and role else None
    kept = found or own
    if kept is None:
        raise Http404
    response = HttpResponse(bytes(kept.content), content_type=kept.media_type)
    if found is not None:
        patch_cache_control(response, public=True, max_age=AN_HOUR)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


@EITHER
@signed_in(Kind.FACILITATOR)
def own_profile(request: RoleRequest) -> HttpResponse:
    """What one says of oneself."""
    form = ProfileForm(given(request), queries.own_profile(request.role))
    if form.is_valid():
        trouble = why_refused(lambda: save_profile(said=form.said, by=request.role, at=timezone.now()))
        if not trouble:
            return done(request, _("Your entry is saved."), "academy:own_profile")
        form.add_error(None, trouble)
    return _own_page(request, form, PhotoForm())


@require_POST
@signed_in(Kind.FACILITATOR)
def own_photo(request: RoleRequest) -> HttpResponse:
    """Keep a photograph, or take it away."""
    if request.POST.get("act") == "remove":
        remove_photo(by=request.role, at=timezone.now())
        return done(request, _("Your photograph is taken away."), "academy:own_profile")
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        save_photo(content=form.cleaned_data["photo"], by=request.role, at=timezone.now())
        return done(request, _("Your photograph is saved."), "academy:own_profile")
    return _own_page(request, ProfileForm(None, queries.own_profile(request.role)), form)


def _own_page(request: RoleRequest, form: ProfileForm, photo_form: PhotoForm) -> HttpResponse:
    profile, day = queries.own_profile(request.role), london_date(timezone.now())
    context = {
        "form": form,
        "photo_form": photo_form,
        "profile": profile,
        "photo": None if profile is None else queries.own_photo(request.role, profile.pk),
        "is_accredited": bool(people_asked([request.role.person_id], day)),
    }
    status = 422 if form.is_bound or photo_form.is_bound else 200
    return render(request, "academy/directory/own.jinja", context, status=status)


def _way(page: Page[queries.InDirectory], form: LookForm, step: int) -> tuple[str, str]:
    """The page before or after, with what was looked for."""
    number = page.number + step
    said = _("Page %(number)s of %(all)s") % {"number": number, "all": page.paginator.num_pages}
    return said, f"{reverse('academy:directory')}?{urlencode({**form.kept, 'page': number})}"
