"""The fast way to read a file of many assessments: every cell plain, found by NumPy in blocks of bytes.

Nothing is explained here. Whatever is not plain makes the answer None, and the careful way reads the file instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ninefold.core.analysis_columns import MISSING, Plan, Rated, Table
from ninefold.core.framework.model import SELF

_BLOCK = 8_000_000
_LINE_END, _RETURN, _HYPHEN, _ZERO = 10, 13, 45, 48
Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]


class _NotPlainError(Exception):
    """Something that the careful way has to look at."""


@dataclass(slots=True)
class _Keys:
    """Who the rows are of, as they are found."""

    plan: Plan
    assessments: dict[bytes, int] = field(default_factory=dict)
    groups: dict[bytes, int] = field(default_factory=dict)
    raters: set[bytes] = field(default_factory=set)
    selves: int = 0
    of_selves: set[int] = field(default_factory=set)
    rows: int = 0

    def take(self, block: bytes, starts: Places, ends: Places) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The places of assessment and group of each row of a block."""
        cells = [
            [
                block[start:end].strip().lower()
                for start, end in zip(starts[key].tolist(), ends[key].tolist(), strict=True)
            ]
            for key in self.plan.keys
        ]
        if not all(all(column) for column in cells):
            raise _NotPlainError
        assessments, raters, groups = cells
        self.rows += len(raters)
        self.raters.update(map(b"\0".join, zip(assessments, raters, strict=True)))
        codes = [self.assessments.setdefault(name, len(self.assessments)) for name in assessments]
        kinds = [self.groups.setdefault(name, len(self.groups)) for name in groups]
        own = [code for code, name in zip(codes, groups, strict=True) if name == SELF.encode()]
        self.selves += len(own)
        self.of_selves.update(own)
        if len(self.raters) < self.rows or len(self.of_selves) < self.selves:
            raise _NotPlainError
        if self.plan.groups is not None and any(name.decode() not in self.plan.groups for name in self.groups):
            raise _NotPlainError
        return np.array(codes, dtype=np.int32), np.array(kinds, dtype=np.int32)


def plain_table(data: bytes, begin: int, plan: Plan) -> Table | None:
    """The answers of a file whose cells, from `begin` on, are all plain; None where they are not."""
    keys = _Keys(plan)
    try:
        parts = [_block(block, plan, keys) for block in _blocks(data, begin)]
    except _NotPlainError:
        return None
    if not parts:
        return None
    return Table(
        tuple(question.code for question in plan.rated),
        tuple(name.decode() for name in keys.groups),
        len(keys.assessments),
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts], axis=1),
    )


def _blocks(data: bytes, begin: int) -> Iterator[bytes]:
    """Pieces of whole lines."""
    while begin < len(data):
        end = data.rfind(b"\n", begin, begin + _BLOCK) + 1
        if not end or begin + _BLOCK >= len(data):
            end = len(data)
        block = data[begin:end]
        yield block if block.endswith(b"\n") else block + b"\n"
        begin = end


def _block(block: bytes, plan: Plan, keys: _Keys) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]:
    letters = np.frombuffer(block, dtype=np.uint8)
    separator = ord(plan.separator)
    marks = np.flatnonzero((letters == separator) | (letters == _LINE_END))
    lines = int(np.count_nonzero(letters == _LINE_END))
    if len(marks) != lines * plan.width or len(plan.named) != plan.width:
        raise _NotPlainError
    ends = np.ascontiguousarray(marks.reshape(lines, plan.width).T)
    starts = np.empty_like(ends)
    starts[1:] = ends[:-1] + 1
    starts[0, 0], starts[0, 1:] = 0, ends[-1, :-1] + 1
    if not np.all(letters[ends[-1]] == _LINE_END):
        raise _NotPlainError
    returned = letters[ends[-1] - 1] == _RETURN
    ends[-1] -= returned
    # A return inside a line would end a row, and other control characters are white space to some: both need care.
    odd = int(np.count_nonzero(letters < 32)) - lines - int(np.count_nonzero(returned))
    if odd != (lines * (plan.width - 1) if plan.separator == "\t" else 0):
        raise _NotPlainError
    values = np.empty((len(plan.rated), lines), dtype=np.int8)
    for place, question in enumerate(plan.rated):
        values[place] = _values(letters, starts[question.column], ends[question.column], question)
    return (*keys.take(block, starts, ends), values)


def _values(letters: Bytes, starts: Places, ends: Places, question: Rated) -> NDArray[np.int8]:
    """One column: one or two digits, a hyphen, or nothing."""
    lengths = ends - starts
    first = letters[starts].astype(np.int16)
    missing = (lengths == 0) | ((lengths == 1) & (first == _HYPHEN))
    values = first - _ZERO
    good = (values >= 0) & (values <= 9) & (lengths == 1)
    double = lengths == 2
    if double.any():
        second = letters[np.minimum(starts + 1, len(letters) - 1)].astype(np.int16) - _ZERO
        good |= double & (values >= 0) & (values <= 9) & (second >= 0) & (second <= 9)
        values = np.where(double, 10 * values + second, values)
    good &= (values >= question.lo) & (values <= question.hi)
    if not np.all(good | missing):
        raise _NotPlainError
    return np.where(missing, MISSING, values).astype(np.int8)
