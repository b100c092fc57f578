"""How somebody stands on the register: the position, the sentences that say it, and the evidence behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.academy.models import Evidence, Registration
from ninefold.accounts.models import Person
from ninefold.core import register
from ninefold.core.register import Position, Standing


@dataclass(frozen=True)
class Entry:
    """One entry on a day: the standing in a word and a sentence, what would keep it or bring it back, the evidence."""

    position: Position
    word: str
    sentence: str
    next_step: str
    evidence: Sequence[Evidence]


def entry_of(registration: Registration | None, day: date) -> Entry:
    """An entry on a day past or to come, the newest evidence first; without one, that of a trainee with nothing yet."""
    rows = [] if registration is None else list(registration.evidence.valid().order_by("-happened_on", "-pk"))
    position = register.standing_on(
        day,
        [register.Evidence(row.happened_on, register.EvidenceKind(row.kind), row.percent, row.counts) for row in rows],
        withdrawn_on=None if registration is None else registration.withdrawn_on,
    )
    known = [row for row in rows if row.happened_on <= day]
    return Entry(position, word_for(position.standing), _sentence(position), _next_step(position), known)


def standing_of(person: Person, day: date) -> Standing:
    """How somebody stands on a day; a trainee if nothing is entered for them."""
    return entry_of(Registration.objects.filter(person=person).first(), day).position.standing


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


def _next_step(position: Position) -> str:
    holds, refresher = _day(position.holds_until), _day(position.refresher_until)
    if position.standing is Standing.TRAINEE:
        names = [str(Evidence.Kind(kind).label) for kind in position.missing]
        return _("What is still missing: %(what)s.") % {"what": ", ".join(names)}
    return {
        Standing.ACCREDITED: _(
            "One feedback session or refresher by then keeps you accredited for a year from its day."
        ),
        Standing.DUE_SOON: _("One feedback session or refresher by then keeps you accredited for a year from its day."),
        Standing.GRACE: _("One feedback session or refresher in them, and you are accredited for a year from its day."),
        Standing.OUT_OF_PRACTICE: _("A refresher by %(refresher)s, and you are accredited for a year from its day."),
        Standing.OUT_OF_ACCREDITATION: _("Pass the assessment again, and you are accredited as if you were new."),
        Standing.WITHDRAWN: _("If that is a mistake, please write to your regional lead."),
    }[position.standing] % {"holds": holds, "refresher": refresher}


def _day(day: date | None) -> str:
    return "" if day is None else date_format(day, "j F Y")
