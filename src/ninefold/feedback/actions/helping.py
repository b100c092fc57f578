"""A participant asks the regional lead for help before a 360; the lead answers once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ninefold.academy.queries.conflicts import tied_to
from ninefold.academy.queries.standings import people_asked
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.feedback.emails import helping as emails
from ninefold.feedback.models import HelpRequest, Proposal
from ninefold.feedback.queries.assessments import without_report_yet
from ninefold.feedback.queries.helping import leads_for, region_of

MOST_PROPOSED, LONGEST_WORDS = 3, 1000


@transaction.atomic
def ask_for_help(*, need: HelpRequest.Need, words: str = "", by: Role, at: datetime) -> HelpRequest:
    """Ask the regional lead for help. Raises NinefoldError where nobody leads, or the same was asked and waits."""
    if by.ended_at is not None or by.kind != Kind.PARTICIPANT:
        raise NotAllowedError(_("Help before a 360 is for participants."))
    region = region_of(by.person)
    leads = [] if region is None else leads_for(region)
    if region is None or not leads:
        raise NinefoldError(_("There is no regional lead for you here yet. The page Contact says whom to ask."))
    said = _tidy(words)
    try:
        with transaction.atomic():
            asked = HelpRequest.objects.create(
                participant=by.person,
                region=region,
                assessment=without_report_yet(by.person),
                need=need,
                words=said,
                asked_at=at,
            )
    except IntegrityError:
        raise NinefoldError(_("You have asked for this already. You get a mail when there is an answer.")) from None
    for lead in leads:
        post(to=lead.email, mail=emails.help_wanted(asked, lead), at=at)
    record(by=by, at=at, what="ask for help", on=asked, kind=need.value)
    return asked


@transaction.atomic
def answer_help(
    *, request: HelpRequest, facilitators: Sequence[Person] = (), answer: str = "", by: Role, at: datetime
) -> None:
    """Answer with up to three facilitators, with words, or both; once. The participant is told by mail.

    Raises NinefoldError where it is answered already, or somebody cannot be proposed.
    """
    if by.ended_at is not None or by.kind != Kind.REGIONAL_LEAD or by.region_id != request.region_id:
        raise NotAllowedError(_("Requests for help are answered by the regional lead."))
    locked = HelpRequest.objects.select_for_update().get(pk=request.pk)
    if locked.answered_at is not None:
        raise NinefoldError(_("This has been answered already, perhaps by somebody else who leads here."))
    said = _tidy(answer)
    if not said and not facilitators:
        raise NinefoldError(_("Propose somebody, or write what you did."))
    _check_proposed(locked, facilitators, at)
    locked.answered_at, locked.answer = at, said
    locked.save(update_fields=["answered_at", "answer"])
    for person in facilitators:
        Proposal.objects.create(request=locked, facilitator=person)
    post(to=locked.participant.email, mail=emails.help_answered(locked), at=at)
    record(by=by, at=at, what="answer help", on=locked, whom=locked.participant)


def _check_proposed(request: HelpRequest, people: Sequence[Person], at: datetime) -> None:
    if len({one.pk for one in people}) != len(people) or len(people) > MOST_PROPOSED:
        raise NinefoldError(_("Propose up to %(most)s different facilitators.") % {"most": MOST_PROPOSED})
    running = Role.objects.running().filter(kind=Kind.FACILITATOR, person__in=people, person__is_active=True)
    allowed = people_asked(running.values_list("person", flat=True), london_date(at))
    refused = {*tied_to(request.participant), request.participant_id}
    for one in people:
        if one.pk not in allowed or one.pk in refused:
            raise NinefoldError(_("%(name)s cannot be proposed here. Choose somebody else.") % {"name": one})


def _tidy(words: str) -> str:
    said = words.strip()
    if len(said) > LONGEST_WORDS:
        raise NinefoldError(_("This may have %(most)s characters.") % {"most": LONGEST_WORDS})
    return said
