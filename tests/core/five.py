"""A complete framework of another shape than the shipped one, as its author would write it."""

from __future__ import annotations

from pathlib import Path

STRUCTURE = """\
id: five-habits
version: "2.1"
default_locale: en
groups: [self, peer, board, line_manager]
scales:
  extent: {lo: 1, hi: 7}
  importance: {lo: 1, hi: 3}
dimensions:
  - {id: listening, asks: [importance, comment], items: [b1, b2]}
  - {id: deciding, asks: [importance], items: [b1, b2]}
  - {id: sharing, asks: [importance], items: [b1, b2]}
  - {id: learning, asks: [importance], items: [b1, b2, b3]}
  - {id: resting, asks: [importance], items: [b1]}
overall: [wish]
forms:
  whole: [extent, importance, comment]
  pulse: [extent]
thresholds:
  strength: 5.5
advice:
  group: 4
"""

WORDS = """\
locale: en
title: Five habits
groups:
  self: {label: You}
  peer: {label: Peers}
  board: {label: GPs and board}
  line_manager: {label: Line manager}
scales:
  extent:
    labels: [never, rarely, at times, half the time, often, mostly, always]
    cannot_rate: I cannot say
  importance:
    labels: [little, some, much]
    cannot_rate: I cannot say
dimensions:
  listening:
    title: Listening
    importance: How important is listening?
    comment: When does this person listen?
    behaviours:
      b1: Lets people finish
      b2: Asks before answering
  deciding:
    title: Deciding
    importance: How important is deciding?
    behaviours:
      b1: Decides in time
      b2: Says why
  sharing:
    title: Sharing
    importance: How important is sharing?
    behaviours:
      b1: Gives credit
      b2: Passes news on
  learning:
    title: Learning
    importance: How important is learning?
    behaviours:
      b1: Asks how it went
      b2: Tries again
      b3: Tells of own mistakes
  resting:
    title: Resting
    importance: How important is resting?
    behaviours:
      b1: Goes home in time
overall:
  title: Altogether
  wish: What do you wish for?
  wish_self: What do you wish for yourself?
"""

CODES = (
    *("listening.importance", "listening.b1", "listening.b2", "deciding.importance", "deciding.b1", "deciding.b2"),
    *("sharing.importance", "sharing.b1", "sharing.b2", "learning.importance", "learning.b1", "learning.b2"),
    *("learning.b3", "resting.importance", "resting.b1"),
)


def write_five(folder: Path, structure: str | bytes = STRUCTURE, words: str | bytes | None = WORDS) -> str:
    """Write its files to a folder, with whatever was changed in them; the path that loads it."""
    folder.mkdir(exist_ok=True)
    for name, content in (("framework.yaml", structure), ("en.yaml", words)):
        if content is not None:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return str(folder)
