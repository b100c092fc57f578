"""Barriers in a page, as axe-core finds them, in lines that a person can act on."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Rules that axe keeps off by default, and that our pages are held to.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
SHOWN = 3  # places of one fault


def barriers(page: Page) -> list[str]:
    """Every violation on the page: its rule, what it means, and where; empty if there is none."""
    # Put in as the page's developer would, not as a script of the page, which its security policy may refuse.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [_line(violation) for violation in result["violations"]]


def _line(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    places = "; ".join(" ".join(map(str, node["target"])) for node in nodes[:SHOWN])
    more = f"; and {len(nodes) - SHOWN} more" if len(nodes) > SHOWN else ""
    return f"{violation['id']} ({violation['impact']}): {violation['help']}, at {places}{more}"
