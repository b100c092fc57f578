"""The pages of one self-assessment, of a browser or an account: questions, what is there, result, plan, the way out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.models import Kind, Role
from ninefold.core.london import london_date
from ninefold.feedback.actions import self_assessments as actions
from ninefold.feedback.forms.rating import LOADED, PageGiven, read_page
from ninefold.feedback.models import SelfAssessment
from ninefold.feedback.queries import self_assessment_results as results
from ninefold.feedback.queries import self_assessments as queries
from ninefold.feedback.queries.questionnaires import FormPage, Questionnaire
from ninefold.feedback.queries.self_assessment_questions import (
    LONGEST_EXAMPLE,
    PLAN_PARTS,
    plan_code,
    questions,
    self_questionnaire,
)
from ninefold.feedback.queries.self_assessments import Content, GoneError, Holder
from ninefold.feedback.views.acts import EITHER, document
from ninefold.feedback.views.self_assessment_doors import Ways, as_line, in_account, in_browser, take_cookie
from ninefold.reports.content.self_assessment import GOALS
from ninefold.ui.faults import Fault

# What the last press of a button did, said at the head of the page that it led to.
NOTES: dict[str, str | Promise] = {
    "plan": gettext_lazy("Your plan is saved. It stands at the end of the PDF."),
    "over": gettext_lazy("The answers here can no longer be changed: they say how you saw yourself then."),
    "kept": gettext_lazy("It is in your account now, and gone from this browser."),
}
PLAN_CODES = [plan_code(goal, part) for goal in range(1, GOALS + 1) for part in PLAN_PARTS]


def common(request: HttpRequest, holder: Holder, ways: Ways) -> dict[str, Any]:
    """What every page of a self-assessment knows."""
    row = holder if isinstance(holder, SelfAssessment) else None
    note = NOTES.get(request.GET.get("note", ""))
    return {"ways": ways, "row": row, "note": note, "signed_in_here": request.user.is_authenticated}


def page(request: HttpRequest, holder: Holder, ways: Ways, slug: str) -> HttpResponse:
    """One page with questions: shown, or saved as a whole. What is sound is kept where something else is faulty."""
    form, content, at = self_questionnaire(), queries.read(holder), timezone.now()
    shown = form.page(slug)
    if shown is None:
        raise Http404
    if not queries.can_be_changed(holder, content, london_date(at)):
        return redirect(f"{ways.to('result')}?note=over")
    given = PageGiven()
    if request.method == "POST":
        given = read_page(request.POST, questions(), shown.codes, actions.check_told)
        content = actions.save(holder=holder, given=given.answers, at=at)
        if not given.faults:
            return redirect(_way_on(request.POST.get("then", ""), form, shown, content, ways))
    before, after = form.around(shown)
    context = {
        **common(request, holder, ways),
        **_fields(given, content, shown.codes),
        "form": form,
        "page": shown,
        "before": before,
        "after": after,
        "limit": LONGEST_EXAMPLE,
        "dimensions": sum(bool(one.comments) for one in form.pages),
    }
    status = 422 if given.faults else 200
    return render(request, "feedback/self_assessment/page.jinja", context, status=status)


def _fields(given: PageGiven, content: Content, codes: list[str] | tuple[str, ...]) -> dict[str, Any]:
    """What the fields of a page show, and what is wrong with them."""
    return {
        "shown": {**content.told, **given.typed},
        "loaded": {LOADED + code: content.told.get(code, "") for code in codes},
        "faults": given.faults,
        "summary": [Fault(text, code) for code, text in given.faults.items()],
    }


def _way_on(then: str, form: Questionnaire, shown: FormPage, content: Content, ways: Ways) -> str:
    """Where a page leads after it was saved: from the last one to the result, past what is missing if anything is."""
    before, after = form.around(shown)
    if then == "before" and before is not None:
        return ways.page(before)
    if then == "check" or (after is None and form.gaps(content.told)):
        return ways.to("check")
    return ways.page(after) if after is not None else ways.to("result")


def save(request: HttpRequest, holder: Holder, _ways: Ways) -> HttpResponse:
    """Keep what was just answered: the script sends one field at a time, and hears that it is kept."""
    given = _sent(request.POST)
    try:
        actions.save(holder=holder, given=given.answers, at=timezone.now())
    except (GoneError, actions.OverError) as error:
        return HttpResponse(str(error), status=410, content_type="text/plain; charset=utf-8")
    if given.faults:
        return HttpResponse(" ".join(given.faults.values()), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


def _sent(sent: QueryDict) -> PageGiven:
    asked = questions()
    return read_page(sent, asked, [code for code in asked if code in sent], actions.check_told)


def check(request: HttpRequest, holder: Holder, ways: Ways) -> HttpResponse:
    """What is there and what is missing, page by page; the result can be looked at either way."""
    form, content = self_questionnaire(), queries.read(holder)
    gaps = form.gaps(content.told)
    context = {
        **common(request, holder, ways),
        "form": form,
        "missing": {shown.slug: asked for shown, asked in gaps},
        "gaps": sum(len(asked) for _shown, asked in gaps),
        "next": gaps[0][0] if gaps else None,
        "has_result": bool(content.ratings),
        "can_change": queries.can_be_changed(holder, content, london_date(timezone.now())),
        "over": NOTES["over"],
    }
    return render(request, "feedback/self_assessment/check.jinja", context)


def result(request: HttpRequest, holder: Holder, ways: Ways) -> HttpResponse:
    """What comes of it, at once."""
    content, at = queries.read(holder), timezone.now()
    if not content.ratings:
        return redirect(ways.to("check"))
    row = holder if isinstance(holder, SelfAssessment) else None
    earlier = None if row is None else queries.earlier_than(row)
    context = {
        **common(request, holder, ways),
        "answered_on": row.answered_on if row else london_date(at),
        "parts": results.parts_of(results.document_of(content, _day(holder))),
        "goals": results.goals_begun(content),
        "gaps": self_questionnaire().gaps(content.told),
        "can_change": queries.can_be_changed(holder, content, london_date(at)),
        "version": None if content.is_of_this_version else content.version,
        "earlier": earlier,
        "can_ask": row is not None and _takes_part(request),
    }
    return render(request, "feedback/self_assessment/result.jinja", context)


def _takes_part(request: HttpRequest) -> bool:
    """Whether who has signed in may have a 360 of their own."""
    roles: list[Role] = getattr(request, "roles", [])
    return any(role.kind == Kind.PARTICIPANT for role in roles)


def pdf(_request: HttpRequest, holder: Holder, ways: Ways) -> HttpResponse:
    """The result on paper, with the plan."""
    content = queries.read(holder)
    if not content.ratings:
        return redirect(ways.to("check"))
    name = holder.person.name if isinstance(holder, SelfAssessment) else ""
    made = results.pdf_of(results.document_of(content, _day(holder), name))
    return document(made, "application/pdf", "self-assessment.pdf")


def _day(holder: Holder) -> date:
    """The day by which it goes; one in a browser is of today."""
    return holder.answered_on if isinstance(holder, SelfAssessment) else london_date(timezone.now())


def plan(request: HttpRequest, holder: Holder, ways: Ways) -> HttpResponse:
    """Up to three goals to fill in, beside what stands first."""
    content, given = queries.read(holder), PageGiven()
    if request.method == "POST":
        given = read_page(request.POST, questions(), PLAN_CODES, actions.check_told)
        content = actions.save(holder=holder, given=given.answers, at=timezone.now())
        if not given.faults:
            return redirect(f"{ways.to('result')}?note=plan")
    view = results.view_of(content)
    context = {
        **common(request, holder, ways),
        **_fields(given, content, PLAN_CODES),
        "goals": range(1, GOALS + 1),
        "priorities": view.priorities,
    }
    return render(request, "feedback/self_assessment/plan.jinja", context, status=422 if given.faults else 200)


def delete(request: HttpRequest, holder: Holder, ways: Ways) -> HttpResponse:
    """Ask once, and delete it for good."""
    if request.method != "POST":
        return render(request, "feedback/self_assessment/delete.jinja", common(request, holder, ways))
    actions.delete(holder=holder, at=timezone.now())
    if ways.kept:
        messages.success(request, _("The self-assessment is deleted."))
        return redirect("feedback:self_assessment")
    response = take_cookie(redirect("feedback:self_assessment_gone"))
    # Nor can anybody go back to these pages.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


# Each for the browser in which it was begun, and for the account that it is kept in.
browser_page, kept_page = EITHER(in_browser(page)), EITHER(in_account(page))
browser_save, kept_save = require_POST(in_browser(save, tell=as_line)), require_POST(in_account(save))
browser_check, kept_check = require_safe(in_browser(check)), require_safe(in_account(check))
browser_result, kept_result = require_safe(in_browser(result)), require_safe(in_account(result))
browser_pdf, kept_pdf = require_safe(in_browser(pdf)), require_safe(in_account(pdf))
browser_plan, kept_plan = EITHER(in_browser(plan)), EITHER(in_account(plan))
browser_delete, kept_delete = EITHER(in_browser(delete)), EITHER(in_account(delete))
