"""Whether a facilitator is in practice on a day: worked out from dated evidence, never typed in.

Accreditation and a refresher hold for a window of months from their day, whatever number of feedback sessions is set.
Besides, the standing holds while enough feedback sessions lie in the window. When it ends it is a slope, not a cliff:
due soon, grace, out of practice, out of accreditation. Leave stops the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

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
_PRACTICE = (EvidenceKind.FEEDBACK_SESSION, EvidenceKind.REFRESHER)
_TRAINING = {EvidenceKind.ASSESSMENT, EvidenceKind.OBSERVED, EvidenceKind.OWN_360}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of an academy. Those shipped: one feedback session in 12 months, a refresher counts as that session.

    `by_cpd_at_most`: how many of the `sessions_needed` may be refreshers and CPD sessions; None: any number. Under
    `out_after_months` without practice a refresher brings somebody back; beyond, the assessment, with `pass_mark` per
    cent. Nobody's standing ends before `nobody_lapses_before`.
    """

    sessions_needed: int = 1
    by_cpd_at_most: int | None = None
    window_months: int = 12
    due_soon_days: int = 90
    grace_days: int = 90
    out_after_months: int = 24
    pass_mark: int = 80
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
class Position:
    """A standing on a day, and the days from which it follows; None for those that a trainee has not yet.

    `holds_until`: the last day on which they are accredited. `grace_until`: the last of grace. `refresher_until`: the
    last on which a refresher is enough to come back.
    """

    standing: Standing
    accredited_on: date | None = None
    holds_until: date | None = None
    grace_until: date | None = None
    refresher_until: date | None = None
    counted: int = 0
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
    walk = _Walk(rules, tuple(sorted(leave, key=lambda each: each.first)))
    for each in sorted(evidence, key=lambda each: each.on):
        if each.on <= day:
            walk.take(each)
    position = walk.position(day)
    if withdrawn_on is not None and withdrawn_on <= day:
        return Position(Standing.WITHDRAWN, position.accredited_on)
    return position


@dataclass(slots=True)
class _Walk:
    """The life of one facilitator, a piece of evidence after another."""

    rules: Rules
    leave: tuple[Leave, ...]
    training: set[EvidenceKind] = field(default_factory=set)
    accredited_on: date | None = None
    anchored_until: date = date.min
    practised_on: date = date.min
    sessions: list[tuple[date, EvidenceKind]] = field(default_factory=list)

    def take(self, each: Evidence) -> None:
        """Go on by one piece of evidence."""
        if each.kind is EvidenceKind.ASSESSMENT and (each.percent or 0) < self.rules.pass_mark:
            return
        if self.accredited_on is None:
            self._train(each)
            return
        standing = self.position(each.on).standing
        if standing is Standing.OUT_OF_ACCREDITATION:
            if each.kind is EvidenceKind.ASSESSMENT:
                self._anchor(each.on)
            return
        if each.kind is EvidenceKind.REFRESHER:
            self._anchor(each.on)
        if each.kind in _PRACTICE or (each.kind is EvidenceKind.CPD and each.counts):
            self.practised_on = max(self.practised_on, each.on)
            if standing is not Standing.OUT_OF_PRACTICE or each.kind is EvidenceKind.REFRESHER:
                self.sessions.append((each.on, each.kind))

    def position(self, day: date) -> Position:
        """Where they stand on a day not before the last evidence taken."""
        if self.accredited_on is None:
            missing = tuple(kind for kind in EvidenceKind if kind in _TRAINING - self.training)
            return Position(Standing.TRAINEE, missing=missing)
        holds = max(self.anchored_until, self._held_by_sessions(), self.rules.nobody_lapses_before or date.min)
        grace = holds + self.rules.grace_days * _DAY
        refresher = max(self._expires(self.practised_on, self.rules.out_after_months), grace)
        if day <= holds:
            due = day >= holds - self.rules.due_soon_days * _DAY
            standing = Standing.DUE_SOON if due else Standing.ACCREDITED
        elif day <= grace:
            standing = Standing.GRACE
        else:
            standing = Standing.OUT_OF_PRACTICE if day <= refresher else Standing.OUT_OF_ACCREDITATION
        counted = sum(self._expires(on, self.rules.window_months) >= day for on, _kind in self.sessions)
        return Position(standing, self.accredited_on, holds, grace, refresher, counted)

    def _train(self, each: Evidence) -> None:
        self.training.add(each.kind)
        if each.kind is EvidenceKind.ACCREDITED or self.training >= _TRAINING:
            self.accredited_on = each.on
            self._anchor(each.on)

    def _anchor(self, on: date) -> None:
        self.anchored_until = max(self.anchored_until, self._expires(on, self.rules.window_months))
        self.practised_on = max(self.practised_on, on)

    def _held_by_sessions(self) -> date:
        """The last day of a window that has enough feedback sessions in it: that of the last but so many."""
        most = self.rules.by_cpd_at_most
        ends: list[date] = []
        by_cpd = 0
        for on, kind in sorted(self.sessions, reverse=True):
            if kind is not EvidenceKind.FEEDBACK_SESSION:
                if most is not None and by_cpd >= most:
                    continue
                by_cpd += 1
            ends.append(self._expires(on, self.rules.window_months))
        return ends[self.rules.sessions_needed - 1] if len(ends) >= self.rules.sessions_needed else date.min

    def _expires(self, start: date, months: int) -> date:
        """The last day of so many months from a day, days of leave not counted; the last of all while leave goes on."""
        end = months_later(start, months)
        for each in self.leave:
            first = max(each.first, start + _DAY)
            if first > end or (each.last is not None and each.last < first):
                continue
            if each.last is None:
                return date.max - self.rules.grace_days * _DAY
            end += each.last - first + _DAY
        return end
