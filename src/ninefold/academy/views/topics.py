"""The topics that a nation or region has for its CPD sessions: a list, a form for one, and retiring it."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.actions.topics import bring_topic_back, change_topic, make_topic, retire_topic
from ninefold.academy.forms.topics import TopicForm
from ninefold.academy.models import Topic
from ninefold.academy.policies.cpd_sessions import LEADS
from ninefold.academy.queries.topics import is_in_use, own_topics, shipped_topics, topics_of
from ninefold.accounts.acts import EITHER, do_and_say, done, given, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in

LIST = "academy:manage_topics"


@require_safe
@signed_in(*LEADS)
def topics(request: RoleRequest) -> HttpResponse:
    """The six that are shipped, and what one has made besides; of a region also those of its nation."""
    own = own_topics(request.role)
    body = request.role.region or request.role.nation
    assert body is not None  # each of these roles is for one of the two
    mine = {each.slug for each in own}
    context = {
        "own": own,
        "given": [each for each in topics_of(body) if each.slug not in mine],
        "shipped": {each.slug for each in shipped_topics()},
        "is_region": request.role.region is not None,
    }
    return render(request, "academy/cpd/topics.jinja", context)


@EITHER
@signed_in(*LEADS)
def new(request: RoleRequest) -> HttpResponse:
    """Make one more."""
    form = TopicForm(given(request))
    body = request.role.region or request.role.nation
    assert body is not None  # each of these roles is for one of the two
    if form.is_valid():
        act = partial(make_topic, body=body, saying=form.saying(), by=request.role, at=timezone.now())
        if not (trouble := why_refused(act)):
            return done(request, _("The topic is made. CPD sessions can be prepared on it."), LIST)
        form.add_error("title", trouble)
    return _page(request, form, None)


@EITHER
@signed_in(*LEADS)
def topic(request: RoleRequest, pk: int) -> HttpResponse:
    """Change one."""
    row = _seen(request, pk)
    said = {"title": row.title, "about": row.about, "counts_as_session": row.counts_as_session}
    form = TopicForm(given(request), initial=said)
    if form.is_valid():
        act = partial(change_topic, topic=row, saying=form.saying(), by=request.role, at=timezone.now())
        if not (trouble := why_refused(act)):
            return done(request, _("The topic is changed."), LIST)
        form.add_error("title", trouble)
    return _page(request, form, _seen(request, pk))


@require_POST
@signed_in(*LEADS)
def retire(request: RoleRequest, pk: int) -> HttpResponse:
    """Retire one, or bring it back."""
    row, at = _seen(request, pk), timezone.now()
    if "return" in request.POST:
        act = partial(bring_topic_back, topic=row, by=request.role, at=at)
        return do_and_say(request, act, _("CPD sessions can be prepared on it again."), LIST)
    stays = retire_topic(topic=row, by=request.role, at=at)
    said = _("The topic is retired: what is on it stays, nothing new can be.") if stays else _("The topic is deleted.")
    return done(request, said, LIST)


def _seen(request: RoleRequest, pk: int) -> Topic:
    row = Topic.objects.visible_to(request.role).select_related("nation", "region__nation").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _page(request: RoleRequest, form: TopicForm, row: Topic | None) -> HttpResponse:
    context = {
        "form": form,
        "topic": row,
        "in_use": row is not None and is_in_use(row),
        "is_region": request.role.region is not None,
    }
    return render(request, "academy/cpd/topic.jinja", context, status=422 if form.is_bound else 200)
