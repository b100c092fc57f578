"""How somebody stands on the register: the position, the sentences that say it, and the evidence behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.academy.models import Evidence, Leave, Registration
from ninefold.academy.queries.rules import rules_of
from ninefold.accounts.models import Person
from ninefold.core import register
from ninefold.core.register import Position, Rules, Standing


@dataclass(frozen=True)
class Entry:
    """One entry on a day: the standing in a word and a sentence, what would keep it or bring it back, the evidence."""

    position: Position
    word: str
    sentence: str
    next_step: str
    evidence: Sequence[Evidence]
    leave: Sequence[Leave] = ()
    buddied: int = 0


def entry_of(registration: Registration | None, day: date) -> Entry:
    """An entry on a day past or to come, the newest evidence first; without one, that of a trainee with nothing yet.

    What was taken back, or waits for approval, is shown and counts for nothing.
    """
    rows = [] if registration is None else list(registration.evidence.order_by("-happened_on", "-pk"))
    counting = [row for row in rows if row.taken_back_at is None and not row.waits_for_approval]
    rules = register.SHIPPED if registration is None else rules_of(registration.person)
    leave = [] if registration is None else list(registration.leave.order_by("starts_on"))
    position = register.standing_on(
        day,
        [
            register.Evidence(row.happened_on, register.EvidenceKind(row.kind), row.percent, row.counts)
            for row in counting
        ],
        rules=rules,
        leave=[register.Leave(each.starts_on, each.ends_on) for each in leave],
        withdrawn_on=None if registration is None else registration.withdrawn_on,
    )
    known = [row for row in rows if row.happened_on <= day]
    because = _because(position, [row for row in counting if row.happened_on <= day], rules)
    return Entry(
        position,
        word_for(position.standing),
        f"{_sentence(position)} {because}".strip(),
        _next_step(position, rules),
        known,
        leave,
        buddied=sum(row.kind == Evidence.Kind.BUDDIED for row in counting if row.happened_on <= day),
    )


def entry_for(person: Person, day: date) -> Entry:
    """Somebody's entry on a day; that of a trainee with nothing yet where there is none."""
    return entry_of(Registration.objects.filter(person=person).select_related("person").first(), day)


def standing_of(person: Person, day: date) -> Standing:
    """How somebody stands on a day; a trainee if nothing is entered for them."""
    return entry_for(person, day).position.standing


def word_for(standing: Standing) -> str:
    """What a standing is called."""
    return {
        Standing.TRAINEE: _("in training"),
        Standing.ACCREDITED: _("accredited"),
        Standing.DUE_SOON: _("accredited, due soon"),
        Standing.GRACE: _("in the days of grace"),
        Standing.OUT_OF_PRACTICE: _("out of practice"),
        Standing.OUT_OF_ACCREDITATION: _("out of accreditation"),
        Standing.WITHDRAWN: _("no longer on the register"),
    }[standing]


def _sentence(position: Position) -> str:
    until = {
        "accredited": _day(position.accredited_on),
        "holds": _day(position.holds_until),
        "grace": _day(position.grace_until),
        "refresher": _day(position.refresher_until),
    }
    return {
        Standing.TRAINEE: _("You are not accredited yet."),
        Standing.ACCREDITED: _("You are accredited until %(holds)s."),
        Standing.DUE_SOON: _("You are accredited until %(holds)s, which is soon."),
        Standing.GRACE: _("Your accreditation ran until %(holds)s. The days of grace end on %(grace)s."),
        Standing.OUT_OF_PRACTICE: _("Your accreditation ran until %(holds)s, and the days of grace are over."),
        Standing.OUT_OF_ACCREDITATION: _("Until %(refresher)s a refresher would have been enough. It is not any more."),
        Standing.WITHDRAWN: _("You have left the register."),
    }[position.standing] % until


def _because(position: Position, counting: Sequence[Evidence], rules: Rules) -> str:
    """What the end of a standing follows from: the last evidence that holds it, or the rule that does."""
    if position.holds_until is None or position.standing is Standing.WITHDRAWN:
        return ""
    if position.holds_until == rules.nobody_lapses_before:
        return _("Until then nobody’s standing ends here, because the register was brought from elsewhere.")
    last = next((row for row in counting if _can_hold(row)), None)
    if last is None:
        return ""
    told = {"what": last.get_kind_display(), "day": _day(last.happened_on)}
    if rules.sessions_needed > 1 and last.kind == Evidence.Kind.FEEDBACK_SESSION:
        return _("The last that counts: %(what)s, on %(day)s.") % told
    return _("That follows from: %(what)s, on %(day)s.") % told


def _can_hold(row: Evidence) -> bool:
    """Whether a standing can follow from this: practice, and what accredits."""
    if row.kind == Evidence.Kind.CPD:
        return row.counts
    return row.kind != Evidence.Kind.BUDDIED


def _next_step(position: Position, rules: Rules) -> str:
    refresher = _day(position.refresher_until)
    if position.standing is Standing.TRAINEE:
        names = [str(Evidence.Kind(kind).label) for kind in position.missing]
        return _("What is still missing: %(what)s.") % {"what": ", ".join(names)}
    if position.standing in (Standing.ACCREDITED, Standing.DUE_SOON):
        return _keeps(rules)
    return {
        Standing.GRACE: _("One feedback session or refresher in them, and you are accredited for a year from its day.")
        if rules.sessions_needed == 1
        else _("A refresher in them, and you are accredited for a year from its day."),
        Standing.OUT_OF_PRACTICE: _("A refresher by %(refresher)s, and you are accredited for a year from its day."),
        Standing.OUT_OF_ACCREDITATION: _("Pass the assessment again, and you are accredited as if you were new."),
        Standing.WITHDRAWN: _("If that is a mistake, please write to your regional lead."),
    }[position.standing] % {"refresher": refresher}


def _keeps(rules: Rules) -> str:
    """What would keep somebody accredited, by the rules of their region."""
    if rules.sessions_needed == 1:
        return _("One feedback session or refresher by then keeps you accredited for a year from its day.")
    said = _(
        "A refresher by then keeps you accredited for a year; so do %(count)s feedback sessions in %(months)s months."
    )
    return said % {"count": rules.sessions_needed, "months": rules.window_months}


def _day(day: date | None) -> str:
    return "" if day is None else date_format(day, "j F Y")
