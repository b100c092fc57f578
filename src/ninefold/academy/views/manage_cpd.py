"""CPD sessions as those who run them prepare, announce, change and cancel them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.actions.announcing import announce_dates
from ninefold.academy.actions.bookings import change_capacity
from ninefold.academy.actions.cpd_sessions import Plan, cancel_session, change_session, prepare_session
from ninefold.academy.actions.online_meetings import make_online_meeting
from ninefold.academy.forms.cpd_sessions import AnnounceForm, CancelSessionForm, PlanForm, said_of
from ninefold.academy.models import CpdSession, CpdSessionState
from ninefold.academy.queries.cpd_sessions import body_of, hosts_of, run_by, shown, shown_one
from ninefold.academy.queries.online_meetings import meeting_is_behind
from ninefold.academy.queries.topics import topic_named, topics_of
from ninefold.accounts.acts import EITHER, do_and_say, done, given
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.mail import address_of
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError

RUNNERS = (Kind.NATIONAL_ADMINISTRATOR, Kind.REGIONAL_LEAD)
LIST = "academy:manage_cpd"


def _one(view: Callable[[RoleRequest, CpdSession], HttpResponse]) -> Callable[..., HttpResponse]:
    """A door for those who run the CPD session with the number in the address."""

    @wraps(view)
    @signed_in(*RUNNERS)
    def enter(request: RoleRequest, /, pk: int) -> HttpResponse:
        session = run_by(request.role).filter(pk=pk).first()
        if session is None:
            raise Http404
        return view(request, session)

    return enter


@require_safe
@signed_in(*RUNNERS)
def manage(request: RoleRequest) -> HttpResponse:
    """All that one runs: drafts, what is to come, what is to be counted, what is over."""
    mine = shown(run_by(request.role))
    at = timezone.now()
    coming = [each for each in mine if each.session.state == CpdSessionState.ANNOUNCED]
    context = {
        "drafts": [each for each in mine if each.session.state == CpdSessionState.DRAFT],
        "coming": [each for each in coming if each.session.starts_at is None or each.session.starts_at > at],
        "to_count": [each for each in coming if each.session.starts_at is not None and each.session.starts_at <= at]
        + [each for each in mine if each.session.state == CpdSessionState.HELD],
        "over": [each for each in reversed(mine) if each.session.state in ("closed", "cancelled")],
    }
    return render(request, "academy/cpd/manage.jinja", context)


@EITHER
@signed_in(*RUNNERS)
def new(request: RoleRequest) -> HttpResponse:
    """Prepare one more CPD session, as a draft."""
    body = request.role.region or request.role.nation
    assert body is not None  # each of these roles is for one of the two
    topics = topics_of(body)
    topic = topic_named(request.GET.get("topic", ""), topics)
    begun = {} if topic is None else {"topic": topic.slug, "counts_as_session": topic.counts_as_session}
    form = PlanForm(given(request), topics, initial=begun)
    if form.is_valid():
        made: list[CpdSession] = []
        plan, at = form.plan(), timezone.now()
        if _did(form, lambda: made.append(prepare_session(body=body, plan=plan, by=request.role, at=at))):
            said = _("The draft is saved. Nobody else sees it until you announce it.")
            return done(request, said, "academy:manage_session", pk=made[0].pk)
    context = {"form": form, "session": None, "is_region": request.role.region is not None}
    return render(request, "academy/cpd/plan.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@_one
def session(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Change what is said of a CPD session. Who has a place is told of what matters to them."""
    at = timezone.now()
    topics = topics_of(body_of(session), also=session.topic)
    form = PlanForm(given(request), topics, initial=said_of(session, hosts_of(session)))
    if form.is_valid():
        plan = form.plan()
        if _did(form, lambda: _change(session, plan, request.role, at)):
            return done(request, _("The changes are saved."), "academy:manage_session", pk=session.pk)
    seen = shown_one(session)
    context = {
        "form": form,
        "session": seen.session,
        "seen": seen,
        "is_region": session.region_id is not None,
        "may_make_meeting": settings.TEAMS is not None
        and not seen.session.online_link
        and seen.session.starts_at is not None
        and seen.session.starts_at > at,
        "meeting_is_behind": settings.TEAMS is not None and meeting_is_behind(seen.session),
        "has_begun": seen.session.starts_at is not None and seen.session.starts_at <= at,
    }
    return render(request, "academy/cpd/plan.jinja", context, status=422 if form.is_bound else 200)


@require_POST
@_one
def teams(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Have an online meeting made in Microsoft Teams."""
    return do_and_say(
        request,
        lambda: make_online_meeting(session=session, by=request.role, at=timezone.now()),
        _("The meeting is made, and its link is kept. Who has a place is told."),
        "academy:manage_session",
        pk=session.pk,
    )


@EITHER
@_one
def cancel(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Cancel a CPD session, with a reason."""
    form = CancelSessionForm(given(request))
    if form.is_valid():
        because, at = form.cleaned_data["because"], timezone.now()
        if _did(form, lambda: cancel_session(session=session, because=because, by=request.role, at=at)):
            return done(request, _("The CPD session is cancelled, and everybody with a part in it is told."), LIST)
    seen = shown_one(session)
    context = {"form": form, "session": session, "seen": seen}
    return render(request, "academy/cpd/cancel.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@signed_in(*RUNNERS)
def announce(request: RoleRequest) -> HttpResponse:
    """Announce drafts together. The text to forward has no link in it that is anybody's own."""
    drafts = list(run_by(request.role).filter(state=CpdSessionState.DRAFT))
    form = AnnounceForm(given(request), [(each.pk, _line(each)) for each in drafts])
    if form.is_valid():
        chosen = [each for each in drafts if each.pk in form.cleaned_data["sessions"]]
        if _did(form, lambda: announce_dates(sessions=chosen, by=request.role, at=timezone.now())):
            said = _("Announced. Facilitators who may come and want news are written to now.")
            return done(request, said, "academy:announce")
    coming = run_by(request.role).filter(state=CpdSessionState.ANNOUNCED, starts_at__gt=timezone.now())
    context = {
        "form": form,
        "drafts": drafts,
        "to_forward": [_line(each) for each in coming],
        "list_address": address_of("academy:cpd"),
    }
    return render(request, "academy/cpd/announce.jinja", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _change(session: CpdSession, plan: Plan, by: Role, at: datetime) -> None:
    """Both changes or neither: where there cannot be so few places, nothing else is changed either."""
    change_session(session=session, plan=plan, by=by, at=at)
    if session.state == CpdSessionState.ANNOUNCED and plan.capacity != session.capacity:
        change_capacity(session=session, capacity=plan.capacity, by=by, at=at)


def _line(session: CpdSession) -> str:
    """A CPD session on one line."""
    if session.starts_at is None:
        return _("%(title)s: no date yet") % {"title": session.title}
    when = date_format(timezone.localtime(session.starts_at), "l j F Y, H:i")
    return _("%(title)s: %(when)s, %(minutes)s minutes, online") % {
        "title": session.title,
        "when": when,
        "minutes": session.minutes,
    }


def _did(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether it could be done; if not, the form says why."""
    try:
        act()
    except NotAllowedError:
        raise
    except NinefoldError as error:
        form.add_error(None, str(error))
        return False
    return True
