"""`report.json`: all that is shown and all that follows from it, as `docs/report.schema.json` describes it."""

from __future__ import annotations

import json
from typing import Any

from ninefold.core.figures import Figure, round_half_up
from ninefold.core.results import DimensionResult
from ninefold.core.shown import Cell
from ninefold.reports.report import Report
from ninefold.reports.words import Translations, Words

SCHEMA = "ninefold.report/1"


def report_json(report: Report, translations: Translations) -> str:
    """The report as JSON text: the same bytes for the same shown cells and comments."""
    return json.dumps(report_value(report, translations), ensure_ascii=False, indent=1) + "\n"


def report_value(report: Report, translations: Translations) -> dict[str, Any]:
    """The report as plain values, in a fixed order."""
    words, shown, framework = Words(report.framework, translations), report.shown, report.framework
    return {
        "schema": SCHEMA,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "locale": framework.locale,
            "title": framework.title,
        },
        "form": shown.form,
        "rule": {"minimum": shown.rule.minimum, "comment_writers": shown.rule.comment_writers},
        "blocks": [
            {
                "id": block.id,
                "label": words.block(block),
                "groups": list(block.groups),
                "identified": block.identified,
                **({} if block.asked is None else {"asked": block.asked}),
                "responses": block.responses,
            }
            for block in shown.blocks
        ],
        "omitted": shown.omitted,
        "cells": [
            {"question": question, "block": block, **_cell(cell)} for (question, block), cell in shown.cells.items()
        ],
        "derived": {
            "colleagues": [
                {"question": code, "figure": _figure(figure)} for code, figure in report.results.colleagues.items()
            ],
            "dimensions": [_dimension(result) for result in report.results.dimensions],
            "findings": _findings(report),
            "sureness": _sureness(report),
        },
        "comments": [
            {"question": entry.question, "blocks": list(entry.blocks), "texts": list(entry.texts)}
            for entry in shown.comments
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    if cell.kind == "hidden":
        return {"hidden": True}
    return {"n": cell.n, cell.kind: float(cell.value)}


def _figure(figure: Figure | None) -> dict[str, float] | None:
    """One value, or the least and the greatest that are possible; null where nothing may be shown."""
    if figure is None:
        return None
    if figure.exact:
        return {"value": float(round_half_up(figure.least))}
    return {"least": float(round_half_up(figure.least)), "greatest": float(round_half_up(figure.greatest))}


def _dimension(result: DimensionResult) -> dict[str, Any]:
    return {
        "id": result.dimension.id,
        "performance": [{"block": block, "figure": _figure(figure)} for block, figure in result.performance.items()],
        "importance": [{"block": block, "figure": _figure(figure)} for block, figure in result.importance.items()],
        "colleagues": {
            "performance": _figure(result.colleagues),
            "importance": _figure(result.importance_to_colleagues),
        },
        "gap": _figure(result.gap),
        "quarter": result.quarter,
    }


def _findings(report: Report) -> dict[str, Any]:
    found = report.findings
    lists = {
        "recognised_strengths": found.recognised_strengths,
        "hidden_strengths": found.hidden_strengths,
        "other_strengths": found.other_strengths,
        "you_rate_yourself_higher": found.you_rate_yourself_higher,
        "needs": found.needs,
    }
    return {
        **{name: [result.dimension.id for result in results] for name, results in lists.items()},
        "groups_differ": [
            {"dimension": difference.result.dimension.id, "higher": difference.higher, "lower": difference.lower}
            for difference in found.groups_differ
        ],
    }


def _sureness(report: Report) -> dict[str, Any]:
    sureness = report.sureness
    return {
        "others": sureness.others,
        "verdict": sureness.verdict,
        "reliability": float(round_half_up(sureness.reliability)),
        "blocks": [
            {"block": part.block.id, "responses": part.block.responses, "advised": part.advised, "more": part.short_by}
            for part in sureness.blocks
        ],
    }
