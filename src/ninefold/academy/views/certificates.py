"""Certificates: checked by anybody who has the code, made and fetched by whose they are."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.actions.certificates import certify_accreditation
from ninefold.academy.forms.certificates import CodeForm
from ninefold.academy.models import Certificate
from ninefold.academy.queries import certificates as queries
from ninefold.accounts.acts import do_and_say, document
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.limits import TooManyFailuresError, check_not_too_many, note_failure, visitor
from ninefold.accounts.models import Kind
from ninefold.core.london import london_date
from ninefold.reports.certificate import certificate_pdf

WRONG, MOST_WRONG = "certificate", 20


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Whether a certificate is genuine and still holds. Wrong codes are counted; a right one is never refused."""
    if "code" not in request.GET:
        return render(request, "academy/certificates/check.jinja", {"form": CodeForm(), "found": None})
    form, at = CodeForm(request.GET), timezone.now()
    if not form.is_valid():
        return render(request, "academy/certificates/check.jinja", {"form": form, "found": None}, status=422)
    found = queries.check(form.cleaned_data["code"], london_date(at))
    if found is not None:
        return render(request, "academy/certificates/check.jinja", {"form": CodeForm(), "found": found})
    status = 404
    try:
        check_not_too_many(WRONG, visitor(request), at=at, most=MOST_WRONG)
        form.add_error("code", _("No certificate has this code. Compare it with the paper, letter by letter."))
    except TooManyFailuresError as error:
        form.add_error("code", str(error))
        status = 429
    note_failure(WRONG, visitor(request), at=at)
    return render(request, "academy/certificates/check.jinja", {"form": form, "found": None}, status=status)


@require_POST
@signed_in(Kind.FACILITATOR)
def make(request: RoleRequest) -> HttpResponse:
    """A certificate of one's own accreditation, as it stands today."""
    at = timezone.now()
    said = _("The certificate of your accreditation today is made.")
    return do_and_say(request, lambda: certify_accreditation(by=request.role, at=at), said, "academy:standing")


@require_safe
@signed_in
def pdf(request: RoleRequest, code: str) -> HttpResponse:
    """One's own certificate, to keep or print; of one that does not hold any more, the page that says so."""
    found = Certificate.objects.visible_to(request.role).select_related("booking__session").filter(code=code).first()
    if found is None:
        raise Http404
    if not queries.holds(found):
        return redirect(queries.check_address(found))
    return document(certificate_pdf(queries.printed(found)), "application/pdf", f"certificate-{found.code}.pdf")
