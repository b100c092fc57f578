"""The tables of moves as a page with drawings: `docs/life-cycles.md`."""

from __future__ import annotations

from ninefold.core.cpd_lifecycles import BOOKING, CPD_SESSION
from ninefold.core.lifecycles import ASSESSMENT, FACILITATION, RATER, Cycle, State


def diagram(cycle: Cycle[State]) -> str:
    """The table as a state diagram in Mermaid; where a life ends is drawn too."""
    lines = ["stateDiagram-v2", f"    [*] --> {cycle.first}"]
    lines += [f"    {start} --> {move.end}: {move.name}" for move in cycle.moves for start in move.starts]
    lines += [f"    {state} --> [*]" for state in cycle.meanings if not cycle.moves_from(state)]
    return "\n".join(lines)


def document() -> str:
    """The whole of `docs/life-cycles.md`."""
    parts = [
        "# Life-cycles",
        "Made by `tools/life-cycles` from the tables in `src/ninefold/core/`; not edited by hand.",
        *_section(ASSESSMENT),
        *_section(RATER),
        *_section(FACILITATION),
        *_section(CPD_SESSION),
        *_section(BOOKING),
    ]
    return "\n\n".join(parts) + "\n"


def _section(cycle: Cycle[State]) -> list[str]:
    """A heading, the drawing, what each state means and who may make each move."""
    states = [f"| {state} | it {meaning} |" for state, meaning in cycle.meanings.items()]
    moves = [
        f"| {move.name} | {', '.join(move.starts)} | {move.end} | {', '.join(move.who)} | {', '.join(move.sends)} |"
        for move in cycle.moves
    ]
    return [
        f"## {cycle.title}",
        cycle.about,
        f"```mermaid\n{diagram(cycle)}\n```",
        "\n".join(["| state | meaning |", "|---|---|", *states]),
        "\n".join(["| move | from | to | who may | what it sends |", "|---|---|---|---|---|", *moves]),
    ]
