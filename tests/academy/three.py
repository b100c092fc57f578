"""A framework of three dimensions as an author might write it: no impact, nothing to think about, one situation."""

from __future__ import annotations

from pathlib import Path

STRUCTURE = """\
id: three-habits
version: "1.0"
default_locale: en
groups: [self, peer]
scales:
  level: {lo: 0, hi: 2}
levels: [some, much]
dimensions:
  - {id: listening, asks: [level]}
  - {id: deciding, asks: [level]}
  - {id: resting, asks: [level]}
situations:
  - {id: busy-day, dimensions: [resting, listening]}
forms:
  whole: [level]
"""

WORDS = """\
locale: en
title: Three habits
summary: Three things that are easily forgotten.
groups:
  self: {label: You}
  peer: {label: Peers}
scales:
  level: {labels: [hardly, somewhat, a good deal], cannot_rate: I cannot say}
dimensions:
  listening:
    title: Listening to the end
    tagline: Hearing people out.
    what: Letting others finish, and asking before answering.
    why: Whoever is heard says more.
    not: [Waiting for one’s turn to speak.]
    level: How far does this person listen?
    levels:
      some: {anchor: Lets people finish.}
      much: {anchor: Asks before answering.}
  deciding:
    title: Deciding in time
    level: How far does this person decide in time?
    levels:
      some: {anchor: Decides when pressed.}
      much: {anchor: Decides before it is late.}
  resting:
    title: Going home
    what: Stopping when the day is done.
    level: How far does this person rest?
    levels:
      some: {anchor: Takes a break.}
      much: {anchor: Leaves the work at work.}
situations:
  busy-day:
    title: Everything at once
    text: The telephone rings, and somebody waits at the door.
    dimensions:
      listening: {why: One of them matters more., try: Ask which.}
      resting: {why: It will be a long day., try: Sit down for a moment.}
"""

SITUATIONS = "situations:\n  - {id: busy-day, dimensions: [resting, listening]}\n"


def write_three(folder: Path, structure: str = STRUCTURE) -> str:
    """Write its files to a folder; the path that loads it."""
    folder.mkdir(exist_ok=True)
    (folder / "framework.yaml").write_text(structure, encoding="utf-8")
    (folder / "en.yaml").write_text(WORDS, encoding="utf-8")
    return str(folder)
