"""The pages of a rater: what they are asked and promised, the questionnaire, and what they can choose."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.feedback.queries.frameworks import framework_of
from ninefold.feedback.queries.grouping import said_by
from ninefold.feedback.queries.invitations import how_many_others, told_by
from ninefold.feedback.queries.open_answers import CODE, DECLINED, SENT, STANDING
from ninefold.feedback.queries.promises import audience_of, limits_for, promises_to
from ninefold.feedback.queries.questionnaires import questionnaire_of
from ninefold.feedback.views import rating_pages as pages
from ninefold.feedback.views.acts import EITHER
from ninefold.feedback.views.rating_doors import RaterRequest, opened
from ninefold.feedback.views.rating_pages import Ways
from ninefold.feedback.views.rating_troubles import as_line

# What the last press of a button did, said at the head of the page it led to.
NOTES: dict[str, str | Promise] = {
    "saved": _("Everything is saved. Come back by the same link, here or on another device, until the closing date."),
    "group": _("Your group was changed."),
    "moved": _("A new link is on its way to the address that you gave. The one in the earlier mail no longer works."),
    "code": _("From now on the link asks for your four digits in every browser but this one."),
    "no-code": _("The link opens without a code again."),
    "taken-back": _("Your answers are kept, and are not used unless you send them."),
    "shared": _("Noted: every page now has a button that leaves nothing of this behind in the browser."),
}


@require_safe
@opened
def welcome(request: RaterRequest) -> HttpResponse:
    """Who asks, in which group one counts, who will see what; and what one can choose before and after."""
    rater, ways = request.rater, Ways(request.rater.pk)
    form = questionnaire_of(rater.assessment)
    told = told_by(rater, [*form.codes, STANDING, CODE])
    href, text = pages.resume(form, told, ways)
    name = rater.assessment.participant.name
    audience = audience_of(rater)
    context = {
        **pages.common(request, rater, ways),
        "note": NOTES.get(request.GET.get("note", "")),
        "group": said_by(framework_of(rater.assessment), rater.group, name),
        "answered": any(told.get(code) for code in form.codes),
        "minutes": form.minutes,
        "minutes_left": form.minutes_left(told),
        "go_on": (href, text),
        "has_code": bool(told.get(CODE)),
        "sent": told.get(STANDING) == SENT,
        "declined": told.get(STANDING) == DECLINED,
        "others": how_many_others(rater),
        "promises": promises_to(audience, name),
        "limits": limits_for(audience),
    }
    return render(request, "feedback/rating/welcome.jinja", context)


@EITHER
@opened
def page(request: RaterRequest, slug: str) -> HttpResponse:
    """One page with questions."""
    return pages.answer_page(request, request.rater, slug, Ways(request.rater.pk))


def _save(request: RaterRequest) -> HttpResponse:
    return pages.save_field(request, request.rater)


save = require_POST(opened(_save, tell=as_line))


@EITHER
@opened
def check(request: RaterRequest) -> HttpResponse:
    """What is missing, how it will look, and the button that sends it."""
    return pages.check_page(request, request.rater, Ways(request.rater.pk))


@require_safe
@opened
def sent(request: RaterRequest) -> HttpResponse:
    """What happens now."""
    return pages.sent_page(request, request.rater, Ways(request.rater.pk))


@require_POST
@opened
def take_back(request: RaterRequest) -> HttpResponse:
    """Leave the answers out unless they are sent again."""
    return pages.take_back_answers(request.rater, Ways(request.rater.pk))
