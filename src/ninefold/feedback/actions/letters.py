"""Letters on paper for raters without e-mail: putting them on the list, and printing the code that opens it.

A code is shown once, to the lead who prints it. Printing anew makes another code, and the earlier one is dead; once the
letter has been opened, no code is shown any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.people import check_name
from ninefold.accounts.actions.trail import record
from ninefold.accounts.languages import check_language
from ninefold.accounts.models import LONGEST_NAME
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.rater_lists import Entry
from ninefold.feedback.actions.rater_lists import check_room, invite_if_open, lock_list, tidied
from ninefold.feedback.actions.starting import lock_assessment
from ninefold.feedback.emails.letters import letter_to
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, AssessmentState, Rater, RaterState
from ninefold.feedback.policies import check_leads
from ninefold.feedback.queries.rater_lists import groups_of
from ninefold.feedback.queries.raters import hash_of, hash_of_code, letter_code_of, link_of
from ninefold.reports.letter import PrintedLetter


@transaction.atomic
def add_without_address(
    *, assessment: Assessment, name: str, group: str, agreed: bool, by: By, at: datetime, language: str = ""
) -> Rater:
    """Put somebody on the list who gets a letter instead of a mail. To add the same name twice is to add it once.

    The letter is in `language`, or where that is empty in that of the 360. Only a lead can add them: a letter is handed
    over by somebody, and that must not be the participant.
    """
    check_leads(by, assessment)
    locked = lock_list(assessment)
    if not agreed:
        raise NinefoldError(_("Confirm that this person has agreed to be asked."))
    tidy = tidied(Entry(1, name, "", group)).name
    if not tidy or len(tidy) > LONGEST_NAME:
        raise NinefoldError(_("Enter the person’s name, in up to %(most)s letters.") % {"most": LONGEST_NAME})
    check_name(tidy)
    if group not in {one.id for one in groups_of(locked)}:
        raise NinefoldError(_("Choose one of the groups."))
    language = language or locked.language
    check_language(language)
    there = locked.raters.others().standing().filter(name=tidy, email="", group=group).first()
    if there is not None:
        return there
    check_room(locked, 1)
    rater = Rater.objects.create(assessment=locked, name=tidy, group=group, language=language, checked=True)
    record(by=by, at=at, what="add without address", on=rater)
    invite_if_open(locked, at)
    rater.refresh_from_db()
    return rater


@transaction.atomic
def print_letters(*, assessment: Assessment, chosen: Mapping[int, int], by: By, at: datetime) -> list[PrintedLetter]:
    """The letters to these raters, each with a new code: any printed before opens nothing any more.

    `chosen`: the number of each rater with that of the letter printed last, 0 where none was. Whoever has opened theirs
    meanwhile, or was printed another, is left out. The trail says that letters were printed, and never the codes.
    """
    check_leads(by, assessment)
    locked = lock_assessment(assessment)
    secret = find_secret(locked.key_name)
    if locked.state != AssessmentState.OPEN or secret is None:
        raise NinefoldError(_("Letters are printed while the questionnaire is open."))
    waiting = locked.raters.others().filter(pk__in=chosen, email="", state=RaterState.INVITED)
    letters = []
    for rater in waiting.select_for_update().order_by("name", "pk"):
        if rater.link_number != chosen[rater.pk]:
            continue
        rater.assessment = locked
        rater.link_number += 1
        code = letter_code_of(secret, rater)
        rater.link_hash, rater.letter_hash = hash_of(link_of(secret, rater)), hash_of_code(code)
        rater.save(update_fields=["link_number", "link_hash", "letter_hash"])
        letters.append(letter_to(rater, code))
        record(by=by, at=at, what="print letter", on=rater, number=str(rater.link_number))
    if not letters:
        raise NinefoldError(_("There is no letter to print: what was chosen has been printed or opened since."))
    return letters
