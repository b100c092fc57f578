"""The pages of a questionnaire, for raters and for the participant's own part: answer, check, send, take back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.core.framework.model import LINE_MANAGER
from ninefold.feedback.actions.answers import LONGEST_COMMENT, save_answers, send_answers, take_back
from ninefold.feedback.forms.rating import LOADED, PageGiven, SendForm, read_page
from ninefold.feedback.models import Rater
from ninefold.feedback.queries.frameworks import questions_asked
from ninefold.feedback.queries.grouping import grouping_of
from ninefold.feedback.queries.invitations import told_by
from ninefold.feedback.queries.open_answers import SENT, STANDING
from ninefold.feedback.queries.promises import audience_of, promises_to
from ninefold.feedback.queries.questionnaires import FormPage, Questionnaire, questionnaire_of
from ninefold.feedback.views.acts import given
from ninefold.feedback.views.rating_comments import Look, Writer, look_of
from ninefold.feedback.views.rating_doors import is_shared, leave_clean
from ninefold.ui.faults import Fault


@dataclass(frozen=True)
class Ways:
    """The addresses of one questionnaire: those of a rater, or of the participant's own part."""

    pk: int
    own: bool = False

    @property
    def start(self) -> str:
        """Where one begins, and comes back to."""
        return reverse("feedback:own_part" if self.own else "feedback:welcome", kwargs={"pk": self.pk})

    def page(self, page: FormPage) -> str:
        """A page with questions."""
        return self._to("page", slug=page.slug)

    def to(self, name: str) -> str:
        """One of the others: save, check, sent, take_back."""
        return self._to(name)

    def _to(self, name: str, **parts: str) -> str:
        return reverse(f"feedback:{'own_part' if self.own else 'rating'}_{name}", kwargs={"pk": self.pk, **parts})


def common(request: HttpRequest, rater: Rater, ways: Ways) -> dict[str, Any]:
    """What every page of a questionnaire knows."""
    assessment = rater.assessment
    return {
        "rater": rater,
        "participant": assessment.participant.name,
        "home": assessment.home,
        "closes_on": date_format(assessment.closes_on, "l j F"),
        "identified": rater.group == LINE_MANAGER,
        "ways": ways,
        "own": ways.own,
        "layout": "site/base.jinja" if ways.own else "site/plain.jinja",
        "shared": not ways.own and is_shared(request),
    }


def answer_page(request: HttpRequest, rater: Rater, slug: str, ways: Ways) -> HttpResponse:
    """One page with questions: shown, or saved as a whole. What is sound is kept where something else is faulty."""
    form = questionnaire_of(rater.assessment, own=ways.own)
    page = form.page(slug)
    if page is None:
        raise Http404
    given = PageGiven()
    if request.method == "POST":
        given = read_page(request.POST, questions_asked(rater.assessment), page.codes)
        save_answers(rater=rater, given=given.answers)
        if not given.faults:
            return redirect(_way_on(request.POST.get("then", ""), form, page, ways))
    told = told_by(rater, [*form.needed, *page.codes, STANDING])
    before, after = form.around(page)
    context = {
        **common(request, rater, ways),
        "form": form,
        "page": page,
        "before": before,
        "after": after,
        "shown": {**told, **given.typed},
        "loaded": {LOADED + code: told.get(code, "") for code in page.codes},
        "faults": given.faults,
        "summary": [Fault(text, code) for code, text in given.faults.items()],
        "minutes_left": form.minutes_left(told),
        "sent": told.get(STANDING) == SENT,
        "from_check": request.GET.get("from") == "check",
        "limit": LONGEST_COMMENT,
    }
    return render(request, "feedback/rating/page.jinja", context, status=422 if given.faults else 200)


def save_field(request: HttpRequest, rater: Rater) -> HttpResponse:
    """Keep what was just answered: the script sends one field at a time, and hears that it is kept."""
    asked = questions_asked(rater.assessment)
    given = read_page(request.POST, asked, [code for code in asked if code in request.POST])
    save_answers(rater=rater, given=given.answers)
    if given.faults:
        text = " ".join(given.faults.values())
        return HttpResponse(text, status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


def check_page(request: HttpRequest, rater: Rater, ways: Ways) -> HttpResponse:
    """What is missing, how comments will look and how it will be grouped; and the button that sends it.

    Sending needs a confirmation where something is missing, and nothing else.
    """
    form = questionnaire_of(rater.assessment, own=ways.own)
    told = told_by(rater, [*form.codes, STANDING])
    gaps = form.gaps(told)
    confirm = SendForm(given(request))
    if request.method == "POST" and (not gaps or confirm.is_valid()):
        send_answers(rater=rater)
        if is_shared(request) and not ways.own:
            return leave_clean(request, sent=True)
        return redirect(ways.to("sent"))
    context = {
        **common(request, rater, ways),
        "form": form,
        "confirm": confirm,
        "missing": {page.slug: asked for page, asked in gaps},
        "gaps": sum(len(asked) for _page, asked in gaps),
        "nothing_yet": not any(told.get(code) for code in form.codes),
        "minutes_left": form.minutes_left(told),
        "comments": _looks(rater, form, told, ways),
        "grouping": None if ways.own else grouping_of(rater),
        "promises": [] if ways.own else promises_to(audience_of(rater), rater.assessment.participant.name),
        "sent": told.get(STANDING) == SENT,
    }
    return render(request, "feedback/rating/check.jinja", context, status=422 if confirm.is_bound else 200)


def sent_page(request: HttpRequest, rater: Rater, ways: Ways) -> HttpResponse:
    """What happens now that the answers are sent; who has not sent them is shown what is left to do."""
    if told_by(rater, [STANDING]).get(STANDING) != SENT:
        return redirect(ways.to("check"))
    return render(request, "feedback/rating/sent.jinja", common(request, rater, ways))


def take_back_answers(rater: Rater, ways: Ways) -> HttpResponse:
    """Leave the answers out, unless they are sent again; also for who declined and thinks otherwise."""
    take_back(rater=rater)
    return redirect(f"{ways.start}?note=taken-back")


def resume(form: Questionnaire, told: Mapping[str, str], ways: Ways) -> tuple[str, str]:
    """Where to go on, and what the button says: at the beginning, where something is missing, or at the check."""
    gaps = form.gaps(told)
    if not any(told.get(code) for code in form.codes):
        return ways.page(form.pages[0]), _("Start")
    if gaps:
        return ways.page(gaps[0][0]), _("Go on")
    return ways.to("check"), _("Check and send")


def _way_on(then: str, form: Questionnaire, page: FormPage, ways: Ways) -> str:
    """Where a page leads after it was saved."""
    before, after = form.around(page)
    if then == "later":
        return f"{ways.start}?note=saved"
    if then == "before":
        return ways.page(before) if before else ways.start
    return ways.page(after) if after and then != "check" else ways.to("check")


def _looks(rater: Rater, form: Questionnaire, told: Mapping[str, str], ways: Ways) -> list[Look]:
    """The comments as they will look. Nobody needs hints about what is shown as theirs."""
    known = ways.own or rater.group == LINE_MANAGER
    writer = None if known else Writer(rater.name, rater.email, rater.assessment.language)
    return [
        look_of(asked.text, f"{ways.page(page)}?from=check#{asked.code}", text, writer)
        for page, asked, text in form.comments(told)
    ]
