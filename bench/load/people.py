"""Many participants whose 360 is open, and the links of those they asked. Runs inside an installation."""

from __future__ import annotations

from typing import Any

from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment
from ninefold.feedback.queries.questionnaires import questionnaire_of
from ninefold.feedback.queries.raters import link_of
from tests.feedback.made import make_open, raters_of
from tests.world import MORNING, NOON, OPERATOR, make_person, make_world


def many_open(participants: int, raters: int) -> dict[str, Any]:
    """So many open 360s with so many raters each: link and number of every rater, and the codes of every page."""
    world = make_world()
    asked = {"line_manager": 1, "peer": (raters - 1) // 2, "direct_report": raters - 1 - (raters - 1) // 2}
    found: list[tuple[str, int]] = []
    pages: list[tuple[str, list[str]]] = []
    for number in range(participants):
        person = make_person(f"Leader {number}", world.trent)
        role = grant_role(person=person, kind=Kind.PARTICIPANT, by=OPERATOR, at=MORNING)
        assessment = make_open(world, participant=role, asked=asked, at=NOON)
        found += _links(assessment)
        pages = [(page.slug, list(page.codes)) for page in questionnaire_of(assessment).pages]
    # One rater of each participant after the other, as they would come.
    found.sort(key=lambda rater: rater[1] % raters)
    return {"raters": found, "pages": pages}


def _links(assessment: Assessment) -> list[tuple[str, int]]:
    secret = find_secret(assessment.key_name)
    assert secret is not None  # it is open
    return [(link_of(secret, rater), rater.pk) for rater in raters_of(assessment)]
