"""One report before it is drawn: what was shown, and everything that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from ninefold.core.findings import Findings, find
from ninefold.core.framework.model import SELF, Framework
from ninefold.core.results import Results, work_out
from ninefold.core.shown import Block, Shown
from ninefold.core.sureness import Sureness, how_sure


@dataclass(frozen=True, slots=True)
class Report:
    """What every form of a report (page, PDF, spreadsheet, JSON) is made from."""

    framework: Framework
    shown: Shown
    results: Results
    findings: Findings
    sureness: Sureness

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that charts and tables have a place for: all but oneself where one did not answer."""
        return self.shown.blocks if self.has_self else self.others

    @property
    def others(self) -> tuple[Block, ...]:
        """All blocks but the participant's own."""
        return tuple(block for block in self.shown.blocks if block.groups != (SELF,))

    @property
    def has_self(self) -> bool:
        """Whether the participant answered about themselves."""
        return any(block.groups == (SELF,) and block.responses for block in self.shown.blocks)


def report_of(framework: Framework, shown: Shown) -> Report:
    """The report on what was shown."""
    results = work_out(framework, shown)
    return Report(framework, shown, results, find(results), how_sure(shown, framework.advice))
