"""Random audits: a set share of a region's accredited facilitators is drawn and asked about what only they can know.

What this site counted by itself is never asked about, nor what an earlier audit found in order.
"""

import math
import random
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.register_evidence import take_back_evidence
from ninefold.academy.emails.register_audits import asked, settled
from ninefold.academy.models import AuditDraw, AuditItem, Evidence, Registration
from ninefold.academy.policies.register import check_can_lead, check_can_settle
from ninefold.academy.queries.register_audits import accredited_in
from ninefold.academy.queries.rules import rules_in
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import mark_of, record
from ninefold.accounts.models import Region, Role
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date

LONGEST_ANSWER = 1000
FINE, WAITING, TAKEN_BACK = AuditItem.Outcome.FINE, AuditItem.Outcome.WAITING, AuditItem.Outcome.TAKEN_BACK


@transaction.atomic
def draw_audit(*, region: Region, by: By, at: datetime) -> AuditDraw:
    """Draw the share that the rules set of those accredited today, and ask them; at least one, if there is any.

    The seed is kept, so that the draw can be repeated by whoever doubts it. Raises NinefoldError where an audit of
    the region is still open, or nobody is accredited.
    """
    check_can_lead(by, region)
    Region.objects.select_for_update().get(pk=region.pk)
    if AuditItem.objects.filter(draw__region=region, outcome=WAITING).exists():
        raise NinefoldError(_("An audit of %(region)s is still open. Settle it first.") % {"region": region})
    percent, seed = rules_in(region).audit_percent, secrets.token_hex(16)
    entries = {entry.pk: entry for entry in accredited_in(region, london_date(at))}
    drawn = draw(sorted(entries), percent, seed)
    if not drawn:
        raise NinefoldError(_("Nobody of %(region)s is accredited now, so nobody can be drawn.") % {"region": region})
    made = AuditDraw.objects.create(
        region=region, drawn_at=at, drawn_by=by.person if isinstance(by, Role) else None, percent=percent, seed=seed
    )
    for number in drawn:
        _ask(made, entries[number], at)
    record(by=by, at=at, what="draw audit", on=made, scope=mark_of(region), count=str(len(drawn)))
    return made


def draw(numbers: Sequence[int], percent: int, seed: str) -> list[int]:
    """The share of these that a seed draws, rounded up; the same seed draws the same."""
    share = min(len(numbers), math.ceil(len(numbers) * percent / 100))
    return sorted(random.Random(seed).sample(list(numbers), share))  # noqa: S311 - to be repeated, by a secret seed


@transaction.atomic
def answer_audit(*, draw: AuditDraw, answers: Mapping[int, str], by: Role, at: datetime) -> None:
    """Say something about what one was asked, by the number of each item; until a lead has settled it.

    Raises NinefoldError for what is empty or too long; what is not one's own, or is settled, is passed over.
    """
    own = AuditItem.objects.select_for_update().filter(
        draw=draw, outcome=WAITING, registration__person=by.person_id, pk__in=answers
    )
    for item in own.order_by("pk"):
        said = answers[item.pk].strip()
        if not said or len(said) > LONGEST_ANSWER:
            raise NinefoldError(_("Say something about each, in up to %(most)s characters.") % {"most": LONGEST_ANSWER})
        item.said, item.answered_at = said, at
        item.save(update_fields=["said", "answered_at"])
        record(by=by, at=at, what="answer audit", on=item, whom=by.person)


@transaction.atomic
def settle_item(*, item: AuditItem, fine: bool, reason: str = "", by: By, at: datetime) -> None:
    """Find one piece of evidence in order or, with a reason, take it back and say so. Twice is once."""
    row = AuditItem.objects.select_for_update().get(pk=item.pk)
    person = row.registration.person
    check_can_settle(by, person)
    if row.outcome != WAITING:
        return
    if not fine and row.evidence is not None:
        take_back_evidence(evidence=row.evidence, reason=reason, by=by, at=at)
        row.outcome = TAKEN_BACK
        post(to=person.email, mail=settled(person, row.evidence, reason.strip()), at=at)
    else:
        row.outcome = FINE
    row.settled_at = at
    row.save(update_fields=["outcome", "settled_at"])
    record(by=by, at=at, what="settle audit", on=row, whom=person, kind=row.outcome)


def _ask(made: AuditDraw, entry: Registration, at: datetime) -> None:
    """The items of one entry; with nothing to ask it passes by itself, and nobody is written to."""
    seen = AuditItem.objects.filter(registration=entry, outcome=FINE, evidence__isnull=False).values("evidence")
    rows = list(Evidence.objects.valid().filter(registration=entry, source=None).exclude(pk__in=seen))
    if not rows:
        AuditItem.objects.create(draw=made, registration=entry, outcome=FINE, settled_at=at)
        return
    AuditItem.objects.bulk_create(AuditItem(draw=made, registration=entry, evidence=row) for row in rows)
    post(to=entry.person.email, mail=asked(entry.person, made), at=at)
