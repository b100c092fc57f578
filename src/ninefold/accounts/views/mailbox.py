"""In a demonstration alone: the mail that was sent, so that whoever tries it can follow a rater's link."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ninefold.accounts.mailbox import MailboxForm, SentMail, sent_mail, sent_mail_numbered

MAILS_ON_A_PAGE = 200


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """What was sent, the newest first, to everybody or to some addresses."""
    form = MailboxForm(request.GET)
    to = form.cleaned_data["to"] if form.is_valid() else ""
    page = Paginator(sent_mail(to), MAILS_ON_A_PAGE).get_page(request.GET.get("page"))
    status = 200 if form.is_valid() else 422
    return render(request, "accounts/mailbox.jinja", {"form": form, "page": page, "to": to}, status=status)


@require_safe
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail, to read."""
    return render(request, "accounts/mailbox_mail.jinja", {"mail": _mail_or_404(number)})


@require_safe
def attachment(_request: HttpRequest, number: int, place: int) -> HttpResponse:
    """A file that went with a mail, to take away."""
    files = _mail_or_404(number).letter.mail.attachments
    if not 1 <= place <= len(files):
        raise Http404
    file = files[place - 1]
    response = HttpResponse(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    )
    return response


def _mail_or_404(number: int) -> SentMail:
    found = sent_mail_numbered(number)
    if found is None:
        raise Http404
    return found
