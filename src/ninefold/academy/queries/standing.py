"""How somebody stands on the register: the position, the sentences that say it, and the evidence behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ninefold.academy.models import Evidence, Leave, Registration
from ninefold.academy.queries.rules import rules_of
from ninefold.accounts.models import Person
from ninefold.core import register
from ninefold.core.register import ASKED, EvidenceKind, Position, Rules, Standing
from ninefold.core.timetable import months_later


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
    buddied_of: int = register.SHIPPED.buddied_sessions


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
    return Entry(
        position,
        word_for(position.standing),
        " ".join(said for said in (_sentence(position), _because(position, rules)) if said),
        _next_step(position, rules),
        known,
        leave,
        buddied=sum(row.kind == Evidence.Kind.BUDDIED for row in counting if row.happened_on <= day),
        buddied_of=rules.buddied_sessions,
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
    if position.holds_until is None and position.accredited_on is not None and position.standing in ASKED:
        return _("You are accredited. The clock stands still while your leave goes on.")
    until = {
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


def _because(position: Position, rules: Rules) -> str:
    """What the end of a standing follows from, in a sentence: the day from which the window runs, or a rule."""
    if position.holds_until is None:
        return ""
    if position.because is None:
        return _("Until then nobody’s standing ends here, because the register was brought from elsewhere.")
    reason = position.because
    told = {"day": _day(reason.on), "count": reason.sessions, "months": rules.window_months}
    if reason.sessions > 1:
        said = _("That is because %(count)s feedback sessions lie in the %(months)s months from %(day)s on.")
    elif reason.kind is EvidenceKind.FEEDBACK_SESSION:
        said = _("That is because you held a feedback session on %(day)s, which counts for %(months)s months.")
    elif reason.kind is EvidenceKind.CPD:
        said = _("That is because a CPD session on %(day)s counts as one feedback session, for %(months)s months.")
    elif reason.kind is EvidenceKind.REFRESHER:
        said = _("That is because you took part in a refresher on %(day)s, which counts for %(months)s months.")
    elif reason.on == position.accredited_on:
        said = _("That is because you were accredited on %(day)s, which counts for %(months)s months.")
    else:
        said = _("That is because you passed the assessment again on %(day)s, which counts for %(months)s months.")
    stood_still = (position.holds_until - months_later(reason.on, rules.window_months)).days
    if stood_still <= 0:
        return said % told
    leave = ngettext("%(days)s day of leave is added.", "%(days)s days of leave are added.", stood_still)
    return f"{said % told} {leave % {'days': stood_still}}"


def _next_step(position: Position, rules: Rules) -> str:
    """What would keep a standing, or bring it back, by the rules of their region."""
    told = {
        "holds": _day(position.holds_until),
        "refresher": _day(position.refresher_until),
        "months": rules.window_months,
        "count": position.short,
        "needed": rules.sessions_needed,
    }
    if position.standing is Standing.TRAINEE:
        names = [str(Evidence.Kind(kind).label) for kind in position.missing]
        return _("What is still missing: %(what)s.") % {"what": ", ".join(names)}
    if position.standing in ASKED:
        return "" if position.holds_until is None else _keeps(position, rules) % told
    if position.standing is Standing.GRACE:
        return _comes_back(rules) % told
    if position.standing is Standing.OUT_OF_PRACTICE and position.refresher_until is None:
        return _("A refresher, and you are accredited for %(months)s months from its day.") % told
    return {
        Standing.OUT_OF_PRACTICE: _(
            "A refresher by %(refresher)s, and you are accredited for %(months)s months from its day."
        ),
        Standing.OUT_OF_ACCREDITATION: _("Pass the assessment again, and you are accredited as if you were new."),
        Standing.WITHDRAWN: _("If that is a mistake, please write to your regional lead."),
    }[position.standing] % told


def _keeps(position: Position, rules: Rules) -> str:
    if rules.sessions_needed == 1:
        return _("One feedback session or refresher by then keeps you accredited for %(months)s months from its day.")
    sessions = ngettext(
        "One more feedback session by %(holds)s keeps you accredited.",
        "%(count)s more feedback sessions by %(holds)s keep you accredited.",
        position.short,
    )
    return f"{sessions} {_('So does a refresher, for %(months)s months from its day.')}"


def _comes_back(rules: Rules) -> str:
    if rules.sessions_needed == 1:
        return _(
            "One feedback session or refresher in them, and you are accredited for %(months)s months from its day."
        )
    return _(
        "A refresher in them, and you are accredited for %(months)s months from its day. So you are as soon as "
        "%(needed)s feedback sessions are in the last %(months)s months."
    )


def _day(day: date | None) -> str:
    return "" if day is None else date_format(day, "j F Y")
