"""The people of a 360, for its lead: added, written to again, an address put right, a letter printed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ninefold.accounts.doors import RoleRequest
from ninefold.feedback.actions.leading import resend_invitation
from ninefold.feedback.actions.letters import add_without_address, print_letters
from ninefold.feedback.actions.rater_lists import add_raters, mend_address, withdraw_rater
from ninefold.feedback.emails.letters import letters_file
from ninefold.feedback.forms.leading import AskedForm, LettersForm, WholeListForm
from ninefold.feedback.forms.raters import MendedAddressForm
from ninefold.feedback.models import Assessment, AssessmentState, Rater, RaterState
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.queries.led_people import on_paper
from ninefold.feedback.queries.rater_lists import groups_of
from ninefold.feedback.views.acts import EITHER, do_and_say, document, done, given, why_refused
from ninefold.feedback.views.doors import of_led, on_the_list_or_404
from ninefold.reports.files import MEDIA_TYPES
from ninefold.reports.letter import PrintedLetter


@EITHER
@of_led
def add_person(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Put one person on the list, who is asked by mail or by a letter."""
    if found.state not in BEFORE_CLOSE:
        return redirect("feedback:led", pk=found.pk)
    form = AskedForm(found, given(request))
    if form.is_valid():
        trouble = why_refused(lambda: _add(request, found, form))
        if not trouble:
            told = _("%(name)s is on the list.") % {"name": form.cleaned_data["name"]}
            return done(request, told, "feedback:led", pk=found.pk)
        form.add_error(None, trouble)
    context = {"assessment": found, "form": form}
    return render(request, "feedback/leading/add_person.jinja", context, status=422 if form.is_bound else 200)


def _add(request: RoleRequest, found: Assessment, form: AskedForm) -> None:
    given, at = form.cleaned_data, timezone.now()
    if given["on_paper"]:
        name, group, agreed = given["name"], given["group"], given["agreed"]
        language = given["language"]
        add_without_address(
            assessment=found, name=name, group=group, language=language, agreed=agreed, by=request.role, at=at
        )
    else:
        add_raters(assessment=found, entries=[form.entry], agreed=given["agreed"], by=request.role, at=at)


@EITHER
@of_led
def add_people(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Put a whole list of people on the list, or say line by line why it cannot be."""
    if found.state not in BEFORE_CLOSE:
        return redirect("feedback:led", pk=found.pk)
    sent = request.method == "POST"
    form = WholeListForm(found, request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        new: list[Rater] = []

        def add() -> None:
            agreed, at = form.cleaned_data["agreed"], timezone.now()
            new.extend(add_raters(assessment=found, entries=form.entries, agreed=agreed, by=request.role, at=at))

        trouble = why_refused(add)
        if not trouble:
            told = ngettext("%(count)s person was added.", "%(count)s people were added.", len(new))
            return done(request, told % {"count": len(new)}, "feedback:led", pk=found.pk)
        form.add_error(None, trouble)
    context = {"assessment": found, "form": form, "groups": groups_of(found)}
    return render(request, "feedback/leading/add_people.jinja", context, status=422 if form.is_bound else 200)


@require_POST
@of_led
def resend(request: RoleRequest, found: Assessment, rater: int) -> HttpResponse:
    """Send somebody their invitation again."""
    row = on_the_list_or_404(found, rater)
    told = _("The invitation to %(name)s is sent again, with the same link. It is sent at most once an hour.")
    return do_and_say(
        request,
        lambda: resend_invitation(rater=row, by=request.role, at=timezone.now()),
        told % {"name": row.name},
        "feedback:led",
        pk=found.pk,
    )


@require_POST
@of_led
def take_off(request: RoleRequest, found: Assessment, rater: int) -> HttpResponse:
    """Take somebody off the list of a 360 that has not been started."""
    row = on_the_list_or_404(found, rater)
    if found.state != AssessmentState.DRAFT:
        return redirect("feedback:led", pk=found.pk)
    withdraw_rater(rater=row, by=request.role, at=timezone.now())
    return done(request, _("%(name)s is no longer on the list.") % {"name": row.name}, "feedback:led", pk=found.pk)


@EITHER
@of_led
def mend(request: RoleRequest, found: Assessment, rater: int) -> HttpResponse:
    """Put right the address of somebody to whom mail could not be delivered."""
    row = on_the_list_or_404(found, rater)
    if row.state != RaterState.BOUNCED or found.state != AssessmentState.OPEN:
        return redirect("feedback:led", pk=found.pk)
    form = MendedAddressForm(row, given(request))
    if form.is_valid():
        email, at = form.cleaned_data["email"], timezone.now()
        trouble = why_refused(lambda: mend_address(rater=row, email=email, by=request.role, at=at))
        if not trouble:
            told = _("The invitation to %(name)s is sent to that address.") % {"name": row.name}
            return done(request, told, "feedback:led", pk=found.pk)
        form.add_error("email", trouble)
    context = {"assessment": found, "rater": row, "form": form}
    return render(request, "feedback/leading/mend.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@of_led
def letters(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Who gets a letter; by POST those that were chosen, each with a new code, in one file."""
    if found.state != AssessmentState.OPEN:
        return redirect("feedback:led", pk=found.pk)
    waiting = on_paper(found)
    form = LettersForm(waiting, given(request))
    if form.is_valid():
        printed: list[PrintedLetter] = []

        def print_them() -> None:
            printed.extend(print_letters(assessment=found, chosen=form.chosen, by=request.role, at=timezone.now()))

        trouble = why_refused(print_them)
        if not trouble:
            return document(letters_file(printed), MEDIA_TYPES["pdf"], "letters.pdf")
        form.add_error("letters", trouble)
    context = {"assessment": found, "form": form, "waiting": waiting, "hints": form.printed_before}
    return render(request, "feedback/leading/letters.jinja", context, status=422 if form.is_bound else 200)
