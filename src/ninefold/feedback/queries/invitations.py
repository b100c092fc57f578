"""The invitations of one browser, and the own part of somebody who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from ninefold.accounts.models import Role
from ninefold.core.framework.model import SELF
from ninefold.feedback.models import Assessment, AssessmentState, Rater
from ninefold.feedback.models.raters import RaterQuerySet
from ninefold.feedback.queries.open_answers import AnsweringEndedError, read_told, seal_of
from ninefold.feedback.queries.raters import known_raters


@dataclass(frozen=True)
class Invitations:
    """Those that are open in a browser, and those that were sent to the same mailboxes and may be opened there too."""

    opened: tuple[Rater, ...]
    others: tuple[Rater, ...]

    def other(self, number: str) -> Rater | None:
        """The one with this number among those that may be opened."""
        return next((rater for rater in self.others if str(rater.pk) == number), None)


def invitations_in(opened: Mapping[str, str]) -> Invitations:
    """What can be answered in a browser in which these raters were opened, by their numbers with the hashes of links.

    A link that was moved went to another mailbox, so it neither leads to others nor is found through them.
    """
    running = (
        known_raters().filter(assessment__state=AssessmentState.OPEN).asked().order_by("assessment__closes_on", "pk")
    )
    mine = Q()
    for number, link_hash in opened.items():
        mine |= Q(pk=number, link_hash=link_hash)
    here = tuple(running.filter(mine)) if mine else ()
    mailboxes = [rater.mailbox for rater in here if rater.mailbox and not rater.link_number]
    if not mailboxes:
        return Invitations(here, ())
    same = _sent_to(running, mailboxes).exclude(pk__in=[rater.pk for rater in here])
    return Invitations(here, tuple(same))


def how_many_others(rater: Rater) -> int:
    """How many more have asked the same mailbox, as `invitations_in` lists them for a browser with this rater alone."""
    if not rater.mailbox or rater.link_number:
        return 0
    running = Rater.objects.filter(assessment__state=AssessmentState.OPEN).asked()
    return _sent_to(running, [rater.mailbox]).exclude(pk=rater.pk).count()


def _sent_to(running: RaterQuerySet, mailboxes: list[str]) -> RaterQuerySet:
    """Those of others than the participant that were sent to one of these mailboxes, and never moved."""
    return running.others().filter(mailbox__in=mailboxes, link_number=0, link_hash__isnull=False)


def find_own_part(role: Role, number: int) -> Rater | None:
    """The participant's own part of the 360 with this number, if it is that of this role."""
    mine = Assessment.objects.visible_to(role).filter(participant=role.person_id, pk=number)
    return known_raters().filter(group=SELF, assessment__in=mine).first()


def told_by(rater: Rater, things: list[str]) -> dict[str, str]:
    """What this rater told of these things. A draft has no key before the first answer, and nothing was told in it."""
    try:
        seal = seal_of(rater)
    except AnsweringEndedError:
        if rater.assessment.state == AssessmentState.DRAFT:
            return {}
        raise
    return read_told(seal, things)
