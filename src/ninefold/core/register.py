"""Whether a facilitator is in practice on a day: worked out from dated evidence, never typed in.

Accreditation and a refresher hold for a window of months from their day, whatever number of feedback sessions is set.
Besides, the standing holds while enough feedback sessions lie in the window. When it ends it is a slope, not a cliff:
due soon, grace, out of practice, out of accreditation. Leave stops the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter

from ninefold.core.timetable import months_later

_DAY = timedelta(days=1)


class EvidenceKind(StrEnum):
    """What a standing follows from."""

    ACCREDITED = "accredited"
    """By the register that somebody was on before; it stands for all of the training."""
    ASSESSMENT = "assessment"
    OBSERVED = "observed"
    OWN_360 = "own_360"
    BUDDIED = "buddied"
    """That somebody was with them in one of their first; the feedback session itself counts by itself."""
    FEEDBACK_SESSION = "feedback_session"
    REFRESHER = "refresher"
    CPD = "cpd"


class Standing(StrEnum):
    """How somebody stands on the register on a day."""

    TRAINEE = "trainee"
    ACCREDITED = "accredited"
    DUE_SOON = "due_soon"
    GRACE = "grace"
    OUT_OF_PRACTICE = "out_of_practice"
    OUT_OF_ACCREDITATION = "out_of_accreditation"
    WITHDRAWN = "withdrawn"


# Who is asked for no new 360: open cases go on in all of these but the last.
ASKED = (Standing.ACCREDITED, Standing.DUE_SOON)
_TRAINING = {EvidenceKind.ASSESSMENT, EvidenceKind.OBSERVED, EvidenceKind.OWN_360}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of an academy. Those shipped: one feedback session in 12 months, a refresher counts as that session.

    `by_cpd_at_most`: how many of the `sessions_needed` may be refreshers and CPD sessions; None: any number. Under
    `out_after_months` without practice a refresher brings somebody back; beyond, the assessment, with `pass_mark` per
    cent. `buddied_sessions`: in how many of their first somebody has a buddy beside them; that is said, and no standing
    follows from it. Nobody's standing ends before `nobody_lapses_before`.
    """

    sessions_needed: int = 1
    by_cpd_at_most: int | None = None
    window_months: int = 12
    due_soon_days: int = 90
    grace_days: int = 90
    out_after_months: int = 24
    pass_mark: int = 80
    buddied_sessions: int = 3
    nobody_lapses_before: date | None = None


SHIPPED = Rules()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One dated thing; `percent`: the result of an assessment; `counts`: a CPD session does as a feedback session."""

    on: date
    kind: EvidenceKind
    percent: int | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which the clock stands still, first and last included; still going on while there is no last."""

    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """What the end of a standing follows from: the window of months begins on this day.

    `sessions`: how many that count lie from that day on and hold it together; 0 where the day does by itself, as that
    of a refresher and of accreditation.
    """

    on: date
    kind: EvidenceKind
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """A standing on a day, and the days from which it follows; None for those that a trainee has not yet.

    `holds_until`: the last day on which they are accredited. `grace_until`: the last of grace. `refresher_until`: the
    last on which a refresher is enough to come back. Each is None too while leave goes on without a last day before it.
    `because`: what `holds_until` follows from; None where it is that nobody's standing ends before a day. `short`: how
    many more feedback sessions by then would keep it.
    """

    standing: Standing
    accredited_on: date | None = None
    holds_until: date | None = None
    grace_until: date | None = None
    refresher_until: date | None = None
    counted: int = 0
    because: Reason | None = None
    short: int = 0
    missing: tuple[EvidenceKind, ...] = ()


def standing_on(
    day: date,
    evidence: Iterable[Evidence],
    *,
    rules: Rules = SHIPPED,
    leave: Sequence[Leave] = (),
    withdrawn_on: date | None = None,
) -> Position:
    """How somebody stands on a day, past or to come, by the evidence up to it and nothing after.

    What happened once they were out of practice or out of accreditation counts only if it is what brings them back.
    """
    walk = _Walk(rules, tuple(sorted(leave, key=attrgetter("first"))))
    for each in sorted(evidence, key=attrgetter("on")):
        if each.on > day:
            break
        walk.take(each)
    position = walk.position(day)
    if withdrawn_on is not None and withdrawn_on <= day:
        return Position(Standing.WITHDRAWN, position.accredited_on)
    return position


# Ten thousand facilitators share a few thousand days.
_later = lru_cache(maxsize=1 << 14)(months_later)


@dataclass(slots=True)
class _Walk:
    """The life of one facilitator, a piece of evidence after another, the oldest first.

    What follows from the evidence so far is kept and not worked out anew for each piece: it is asked for at each.
    """

    rules: Rules
    leave: tuple[Leave, ...]
    training: set[EvidenceKind] = field(default_factory=set)
    accredited_on: date | None = None
    practised_on: date = date.min
    holds_until: date = date.min
    grace_until: date = date.min
    because: Reason | None = None
    sessions: list[tuple[date, EvidenceKind]] = field(default_factory=list)

    def take(self, each: Evidence) -> None:
        """Go on by one piece of evidence."""
        on, kind = each.on, each.kind
        if kind is EvidenceKind.ASSESSMENT and (each.percent or 0) < self.rules.pass_mark:
            return
        if self.accredited_on is None:
            self._train(each)
            return
        out_of_practice = on > self.grace_until
        if out_of_practice and on > self._refresher_until():
            if kind is EvidenceKind.ASSESSMENT:
                self._anchor(on, kind)
            return
        if kind is EvidenceKind.REFRESHER:
            self._anchor(on, kind)
        elif kind is not EvidenceKind.FEEDBACK_SESSION and not (kind is EvidenceKind.CPD and each.counts):
            return
        self.practised_on = on
        if not out_of_practice or kind is EvidenceKind.REFRESHER:
            self.sessions.append((on, kind))
            self._hold_by_sessions()

    def position(self, day: date) -> Position:
        """Where they stand on a day not before the last evidence taken."""
        if self.accredited_on is None:
            missing = tuple(kind for kind in EvidenceKind if kind in _TRAINING - self.training)
            return Position(Standing.TRAINEE, missing=missing)
        holds, grace, refresher = self.holds_until, self.grace_until, self._refresher_until()
        if day <= holds:
            due = day >= holds - self.rules.due_soon_days * _DAY
            standing = Standing.DUE_SOON if due else Standing.ACCREDITED
        elif day <= grace:
            standing = Standing.GRACE
        else:
            standing = Standing.OUT_OF_PRACTICE if day <= refresher else Standing.OUT_OF_ACCREDITATION
        return Position(
            standing,
            self.accredited_on,
            _unless_endless(holds),
            _unless_endless(grace),
            _unless_endless(refresher),
            counted=sum(self._expires(on, self.rules.window_months) >= day for on, _kind in self.sessions),
            because=self.because,
            short=self._short_of(holds),
        )

    def _train(self, each: Evidence) -> None:
        self.training.add(each.kind)
        if each.kind is EvidenceKind.ACCREDITED or self.training >= _TRAINING:
            self.accredited_on = each.on
            self._hold(self.rules.nobody_lapses_before or date.min, None)
            self._anchor(each.on, each.kind)

    def _anchor(self, on: date, kind: EvidenceKind) -> None:
        """Let them be accredited for a window from this day, whatever number of feedback sessions is set."""
        self.practised_on = on
        self._hold(self._expires(on, self.rules.window_months), Reason(on, kind))

    def _hold_by_sessions(self) -> None:
        """Let them be accredited until fewer feedback sessions are in the window than are needed."""
        needed = self.rules.sessions_needed
        for counted, (on, kind) in enumerate(self._latest(), start=1):
            if counted == needed:
                self._hold(self._expires(on, self.rules.window_months), Reason(on, kind, needed))
                return

    def _latest(self) -> Iterator[tuple[date, EvidenceKind]]:
        """Those that count, the latest first, without what is too many by CPD."""
        most = self.rules.by_cpd_at_most
        by_cpd = 0
        for on, kind in reversed(self.sessions):
            if kind is not EvidenceKind.FEEDBACK_SESSION:
                by_cpd += 1
                if most is not None and by_cpd > most:
                    continue
            yield on, kind

    def _short_of(self, day: date) -> int:
        """How many more have to be in the window after a day, besides those that still are."""
        needed = self.rules.sessions_needed
        if needed == 1:
            return 1
        return needed - sum(self._expires(on, self.rules.window_months) > day for on, _kind in self._latest())

    def _hold(self, until: date, because: Reason | None) -> None:
        """Let them be accredited until this day, unless they are for longer: more evidence never takes from it."""
        if until > self.holds_until:
            self.holds_until, self.because = until, because
            self.grace_until = until if until == date.max else until + self.rules.grace_days * _DAY

    def _refresher_until(self) -> date:
        """The last day on which a refresher is enough to come back."""
        return max(self._expires(self.practised_on, self.rules.out_after_months), self.grace_until)

    def _expires(self, start: date, months: int) -> date:
        """The last day of so many months from a day, days of leave not counted; `date.max` while leave goes on."""
        end, done = _later(start, months), start  # what was on leave twice stands still once
        for each in self.leave:
            first = max(each.first, done + _DAY)
            if first > end or (each.last is not None and each.last < first):
                continue
            if each.last is None:
                return date.max
            end += each.last - first + _DAY
            done = each.last
        return end


def _unless_endless(day: date) -> date | None:
    return None if day == date.max else day
