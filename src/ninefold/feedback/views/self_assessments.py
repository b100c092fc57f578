"""Beginning a self-assessment, keeping it in an account, one's own that are kept, and an earlier one beside a later."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.models import Person
from ninefold.feedback.actions import self_assessments as actions
from ninefold.feedback.models import SelfAssessment
from ninefold.feedback.queries import self_assessment_results as results
from ninefold.feedback.queries import self_assessments as queries
from ninefold.feedback.queries.self_assessment_questions import self_questionnaire
from ninefold.feedback.queries.self_assessments import COOKIE, Content, GoneError, Holder
from ninefold.feedback.views.acts import EITHER, why_refused
from ninefold.feedback.views.self_assessment_doors import BEGUN, Ways, give_cookie, in_account, secret_in, take_cookie

FEEDBACK = "feedback"  # what somebody wants to do once it is kept


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What it is, who can see it, and the way in; for who has signed in, those that they keep."""
    here = _content_in(request)
    person = request.user if isinstance(request.user, Person) else None
    context = {
        "here": here,
        "go_on": None if here is None else _resume(here, Ways()),
        "person": person,
        "kept": [] if person is None else queries.kept_by(person),
        "count": results.how_many_dimensions(),
    }
    response = render(request, "feedback/self_assessment/start.jinja", context)
    # A cookie that opens nothing any more is of no use.
    return take_cookie(response) if here is None and COOKIE in request.COOKIES else response


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin one: in the account of who has signed in, else in this browser. The first act that keeps anything."""
    at = timezone.now()
    if isinstance(request.user, Person):
        row = actions.begin_in_account(person=request.user, at=at)
        return redirect(_resume(queries.read(row), Ways(row.pk)))
    here = _content_in(request)
    if here is not None and here.is_begun:
        return redirect(_resume(here, Ways()))
    secret = actions.begin_in_browser(at=at, instead_of=secret_in(request))
    return give_cookie(redirect(f"{Ways().page(self_questionnaire().pages[0])}?{BEGUN}"), secret)


@EITHER
def keep(request: HttpRequest) -> HttpResponse:
    """Move the one of this browser into one's account, by a press: whoever signs in may not be who began it."""
    if not isinstance(request.user, Person):
        return redirect_to_login(request.get_full_path())
    secret = secret_in(request)
    here = _content_in(request)
    if secret is None or here is None:
        # Pressed twice, or in another tab: it is among those that are kept, if it was kept.
        return redirect("feedback:self_assessment")
    trouble = ""
    if request.method == "POST":
        person, kept = request.user, []
        trouble = why_refused(lambda: kept.append(actions.keep(secret=secret, person=person, at=timezone.now())))
        if not trouble:
            return take_cookie(redirect(_after_keeping(kept[0], request.POST.get("then", ""))))
    context = {"trouble": trouble, "person": request.user, "then": request.GET.get("then", "")}
    return render(request, "feedback/self_assessment/keep.jinja", context, status=422 if trouble else 200)


@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    """It is deleted, and what this computer still remembers of it."""
    return render(request, "feedback/self_assessment/gone.jinja")


@require_safe
@in_account
def beside(request: HttpRequest, holder: Holder, ways: Ways) -> HttpResponse:
    """The one before this one beside it, or why the two cannot be compared."""
    assert isinstance(holder, SelfAssessment)  # the door of an account gives no other
    earlier = queries.earlier_than(holder)
    alike = earlier is not None and (earlier.framework, earlier.framework_version) == (
        holder.framework,
        holder.framework_version,
    )
    context = {
        "row": holder,
        "ways": ways,
        "earlier": earlier,
        "alike": alike,
        "beside": results.set_beside(queries.read(earlier), queries.read(holder)) if alike and earlier else None,
        "words_of_change": results.words_of_change,
    }
    return render(request, "feedback/self_assessment/beside.jinja", context)


def _content_in(request: HttpRequest) -> Content | None:
    """What is open in this browser; None where nothing is, or nothing any more."""
    secret = secret_in(request)
    try:
        return None if secret is None else queries.read(secret)
    except GoneError:
        return None


def _resume(content: Content, ways: Ways) -> str:
    """Where to go on: at what is missing, or at the result."""
    gaps = self_questionnaire().gaps(content.told)
    if not content.is_of_this_version and content.ratings:
        return ways.to("result")
    return ways.page(gaps[0][0]) if gaps else ways.to("result")


def _after_keeping(row: SelfAssessment | None, then: str) -> str:
    """Where somebody goes who has kept one: to its result, or on to asking for feedback if that was wanted."""
    if row is None:
        return reverse("feedback:self_assessment")
    if then == FEEDBACK:
        return reverse("feedback:new_assessment")
    return f"{Ways(row.pk).to('result' if queries.read(row).ratings else 'check')}?note=kept"
