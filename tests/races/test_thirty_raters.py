"""Thirty raters of one participant answer and send in the same second, through the real site, on both databases."""

import threading

from tests.support.site import run_in, running_site
from tests.support.visitor import Visitor

RATERS = 30
OPEN = f"""
from tests.feedback.made import make_open, raters_of
from tests.world import make_world
from django.utils import timezone
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.queries.questionnaires import questionnaire_of
from ninefold.feedback.queries.raters import link_of
assessment = make_open(
    make_world(), asked={{"line_manager": 2, "peer": 14, "direct_report": {RATERS - 16}}}, at=timezone.now()
)
secret = find_secret(assessment.key_name)
links = [(link_of(secret, rater), rater.pk) for rater in raters_of(assessment)]
print(json.dumps([links, [(page.slug, page.codes) for page in questionnaire_of(assessment).pages]]))
"""
CLOSE = """
from ninefold.core.london import closing_instant
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.models import Assessment, OpenAnswer, Report
assessment = Assessment.objects.get()
close_on_date(assessment, 0, closing_instant(assessment.closes_on))
print(json.dumps([Report.objects.get().shown, OpenAnswer.objects.count()]))
"""


def test_nobody_meets_an_error_and_no_answer_is_lost(installation: dict[str, str]) -> None:
    links, pages = run_in(installation, OPEN)
    faults: list[str] = []
    with running_site(installation) as port:
        ready = threading.Barrier(RATERS)

        def rate(token: str, number: int) -> None:
            try:
                visitor = Visitor(port)
                visitor.get(f"/r/{token}/")
                visitor.post("/r/", {"link": token})
                ready.wait()
                for slug, codes in pages:
                    visitor.get(f"/feedback/{number}/{slug}/")
                    visitor.post(f"/feedback/{number}/{slug}/", dict.fromkeys(codes, "3"), follow=False)
                visitor.get(f"/feedback/{number}/check/")
                visitor.post(f"/feedback/{number}/check/", {"confirm": "on"}, follow=False)
                visitor.close()
            except Exception as fault:  # noqa: BLE001 - whatever a rater met
                faults.append(f"{type(fault).__name__}: {fault}")
                ready.abort()

        raters = [threading.Thread(target=rate, args=link) for link in links]
        for rater in raters:
            rater.start()
        for rater in raters:
            rater.join()
    assert faults == []
    shown, left = run_in(installation, CLOSE)
    assert {block["groups"][0]: block["responses"] for block in shown["blocks"] if block["groups"] != ["self"]} == {
        "line_manager": 2,
        "peer": 14,
        "direct_report": 14,
    }
    # All chose the same point of every scale, and every one of their answers is in its figure.
    rated = [cell for cell in shown["cells"] if cell.get("kind") == "mean" and not cell["block"].startswith("self")]
    assert {cell["n"] for cell in rated} <= {2, 14}
    assert left == 0
