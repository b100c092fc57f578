"""The letter on paper to a rater without e-mail: what a mail to one says, with a code in place of the link."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ninefold.accounts.mail import address_of
from ninefold.feedback.models import Rater
from ninefold.feedback.queries.questionnaires import questionnaire_of
from ninefold.feedback.queries.raters import reference_of
from ninefold.reports.letter import Passage, PrintedLetter, letters_pdf

# A hyphen after which no line ends: a reference is copied by hand, and one of two lines is copied wrongly.
UNBROKEN = "\N{NON-BREAKING HYPHEN}"


def letter_to(rater: Rater, code: str) -> PrintedLetter:
    """The letter that asks this rater, in the language in which they are asked."""
    name = rater.assessment.participant.name
    with override(rater.language):
        return PrintedLetter(
            language=rater.language,
            mark=_("Personal and in confidence"),
            name=rater.name,
            title=_("%(name)s asks for your feedback") % {"name": name},
            opening=_opening(rater, name),
            steps_heading=_("How to open the questionnaire"),
            steps=(
                _("On a phone or computer, type the address below into a browser, and then the code."),
                _(
                    "On the first page choose “Lock my answers with four digits”. Whoever printed this letter may have "
                    "seen the code; with digits of your own, nobody but you gets in."
                ),
            ),
            address_label=_("Address"),
            address=address_of("feedback:enter"),
            code_label=_("Your code, in small or capital letters"),
            code=code,
            passages=(
                _what_happens(rater, name),
                Passage(
                    _("You need not take part"),
                    (
                        _(
                            "On the first page you can say so: no reason is asked, and nobody is told. You can also "
                            "have the invitation sent to an e-mail address of your own."
                        ),
                    ),
                ),
                _genuine(rater),
                *_whom_to_ask(rater, name),
            ),
            foot=_("%(name)s, %(site)s. Letter %(number)s. The code is for you alone: please do not pass it on.")
            % {"name": settings.FACE.name, "site": settings.SITE_ADDRESS, "number": rater.link_number},
            not_drawn=_("[{count} characters in a script that this letter cannot show]"),
        )


def letters_file(letters: Sequence[PrintedLetter]) -> bytes:
    """The letters as one PDF file, whose title is in the language of the first."""
    with override(letters[0].language):
        return letters_pdf(_("Letters that ask for feedback"), letters)


def _opening(rater: Rater, name: str) -> tuple[str, ...]:
    minutes = questionnaire_of(rater.assessment).minutes
    told = {
        "name": name,
        "quick": minutes.quick,
        "whole": minutes.whole,
        "day": date_format(rater.assessment.closes_on, "l j F Y"),
    }
    return (
        _("Dear %(name)s,") % {"name": rater.name},
        _(
            "%(name)s would like to know how you see the way they lead, so as to get better at it. You have agreed to "
            "be asked. This comes on paper because we have no e-mail address for you, so no reminder follows."
        )
        % told,
        _(
            "The short way takes about %(quick)s minutes, all of it about %(whole)s. Every answer is saved as you give "
            "it, so you can stop and go on later with the same code. The questionnaire closes at the end of %(day)s."
        )
        % told,
    )


def _what_happens(rater: Rater, name: str) -> Passage:
    heading = _("What happens to your answers")
    if rater.group == "line_manager":
        said = _(
            "You are asked as a line manager of %(name)s, and what a line manager answers is shown as theirs. Until "
            "the questionnaire closes only you can open your answers."
        )
        return Passage(heading, (said % {"name": name},))
    return Passage(
        heading,
        (
            _(
                "What you answer is confidential. Ratings are only ever shown added up with those of at least two "
                "other people. Until the questionnaire closes nobody is told whether you answered, and then the "
                "answers themselves are deleted. The first page says what is promised, and what cannot be."
            ),
        ),
    )


def _genuine(rater: Rater) -> Passage:
    said = _("You can check that at %(check)s with the reference %(reference)s. It opens nothing of yours.")
    told = {"check": address_of("feedback:check_a_mail"), "reference": reference_of(rater).replace("-", UNBROKEN)}
    return Passage(_("Is this letter genuine?"), (said % told,))


def _whom_to_ask(rater: Rater, name: str) -> tuple[Passage, ...]:
    home = rater.assessment.home
    if home is None or not home.ask_email:
        return ()
    said = _("%(person)s answers questions, and is neither %(name)s nor a manager of theirs: %(email)s")
    told = {"person": home.ask_name or home.ask_email, "name": name, "email": home.ask_email}
    return (Passage(_("Do you want to ask somebody?"), (said % told,)),)
