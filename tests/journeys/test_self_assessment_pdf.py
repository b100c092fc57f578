"""A self-assessment on paper: valid and tagged with whatever was written in it, the same bytes for the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ninefold.core.self_findings import own_view
from ninefold.reports.content.self_assessment import PlannedGoal, Written, self_document
from ninefold.reports.pdf import report_pdf
from tests.journeys.test_pdf import findings
from tests.reports.made import ENGLISH, NINE
from tests.reports.sample import HOSTILE

EVERYTHING = {question.code: question.scale.hi - 1 for question in NINE.questions if question.scale is not None}


def drawn(ratings: dict[str, int], written: Written) -> bytes:
    return report_pdf(self_document(own_view(NINE, ratings), written, ENGLISH, day="3 March 2026", name="Ada Okafor"))


def test_a_whole_one_and_an_almost_empty_one_are_valid_pdf_ua_and_pdf_a() -> None:
    assert findings(drawn(EVERYTHING, Written())) == []
    assert findings(drawn({"care.level": 1}, Written())) == []


def test_the_same_gives_the_same_bytes() -> None:
    assert drawn(EVERYTHING, Written()) == drawn(EVERYTHING, Written())


def test_texts_that_break_drawings_break_nothing_here() -> None:
    texts = [*HOSTILE, "a" * 500]
    for text in texts:
        written = Written({"care": text}, (PlannedGoal(text, text, text, text),))
        assert findings(drawn(EVERYTHING, written)) == []


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.text(min_size=1, max_size=60))
def test_whatever_is_written_it_is_valid(text: str) -> None:
    assert findings(drawn({"care.level": 1}, Written({"care": text}, (PlannedGoal(text),)))) == []
