"""What a rater is told where nothing can be opened: why, and what to do. As a page, or as a line under a form."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ninefold.core.errors import NinefoldError
from ninefold.feedback.models import Assessment, AssessmentState

Text = str | Promise


@dataclass(frozen=True)
class Trouble:
    """A status, and what its page says; `line` is all of it where there is no room for a page."""

    status: int
    heading: Text
    texts: tuple[Text, ...]
    line: Text = ""


class ShutError(NinefoldError):
    """Nothing can be opened here; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble.heading))
        self.trouble = trouble


UNKNOWN_LINK = Trouble(
    404,
    _("This link opens nothing"),
    (
        _("Perhaps part of it was cut off. Copy the whole address from the mail into the address line, and try again."),
        _(
            "If you had the invitation moved to another address, only the link in the newest mail works. An invitation "
            "can also have been withdrawn; then there is nothing for you to do."
        ),
    ),
)
TOO_MANY = Trouble(
    429,
    _("Too many links that open nothing"),
    (
        _(
            "Several came from your network in a short time, so wrong ones are not looked at for ten minutes. The "
            "right link opens at any time: copy the whole address from the newest mail."
        ),
    ),
)
NOT_OPENED = Trouble(
    403,
    _("Open this page from your invitation"),
    (
        _("It opens only in the browser in which you opened the link in your mail, or typed the code on your letter."),
        _(
            "If you had it open here, you have left since, or were away for long. Open the link again: all that was "
            "saved is still there."
        ),
    ),
    _("Not saved: you have left this questionnaire. Open the link in your mail again, in another window."),
)
NO_LONGER = Trouble(
    410,
    _("This invitation is not open here any more"),
    (
        _("It was moved to another address, or withdrawn. If you had it moved, open the link in the newest mail."),
        _("What you answered is still there, and nobody else has been shown it."),
    ),
    _("Not saved: this invitation was moved or withdrawn. Open the link in the newest mail."),
)
CLOSED = Trouble(
    410,
    _("This questionnaire is closed"),
    (
        _("It takes no more answers. If you had sent yours, they were counted."),
        _(
            "What each person answered has been deleted: nobody can look it up, the people who run this site included. "
            "There is nothing left for you to do. Thank you."
        ),
    ),
    _("Not saved: this questionnaire is closed and takes no more answers."),
)
ENDED = Trouble(
    410,
    _("This questionnaire has ended without a report"),
    (
        _("Too few people answered for a report in which nobody can be recognised, so none was made."),
        _("All answers have been deleted, and nobody has been shown any. There is nothing left for you to do."),
    ),
    _("Not saved: this questionnaire is closed and takes no more answers."),
)
CALLED_OFF = Trouble(
    410,
    _("This questionnaire was called off"),
    (
        _("No report is made. All answers have been deleted, and nobody has been shown any."),
        _("There is nothing left for you to do."),
    ),
    _("Not saved: this questionnaire was called off."),
)
OWN_PART_OVER = Trouble(
    410,
    _("Your own part is closed"),
    (_("This 360 takes no more answers, so what you say of yourself can no longer be changed."),),
    _("Not saved: this 360 takes no more answers."),
)
OVER = {AssessmentState.TOO_FEW: ENDED, AssessmentState.CANCELLED: CALLED_OFF}


def over(assessment: Assessment) -> Trouble:
    """What is told of a 360 that takes no more answers."""
    return OVER.get(AssessmentState(assessment.state), CLOSED)


def as_page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The trouble as a page."""
    return render(request, "feedback/rating/trouble.jinja", {"trouble": trouble}, status=trouble.status)


def as_line(_request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The trouble as one line, for the script that saves: 410 for good, else 409, and it shows the line."""
    status = trouble.status if trouble.status == CLOSED.status else 409
    return HttpResponse(str(trouble.line), status=status, content_type="text/plain; charset=utf-8")
