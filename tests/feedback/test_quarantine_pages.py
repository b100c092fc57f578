"""The pages around a comment that may be withheld, and every form of a report that has one."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ninefold.accounts.audit import AuditEntry
from ninefold.feedback.actions.opening import open_all
from ninefold.feedback.actions.quarantine import leave_as_it_is, withhold
from ninefold.feedback.models import Assessment, Facilitation, QuarantineCase
from ninefold.feedback.queries.quarantine import comments_of
from ninefold.feedback.queries.reports import part_fragment, report_file, sections_of, whole_fragment
from ninefold.reports.files import MEDIA_TYPES
from tests.feedback.quarantined import HARD, make_asked, make_commented, place_of
from tests.feedback.reading import browser_of, words, words_at
from tests.world import NOON, World

SENTENCE = "[Withheld by the data protection officer. The comment is kept as it was written.]"


@pytest.fixture
def facilitation(world: World) -> Facilitation:
    """The part of Felix Achterberg in a 360 with comments."""
    return make_commented(world)


@pytest.fixture
def case(world: World, facilitation: Facilitation) -> QuarantineCase:
    """The hard comment, which he asked to be looked at."""
    return make_asked(world, facilitation)


def withheld(world: World, case: QuarantineCase) -> None:
    """Withhold every comment with these words, so that none of them may be left anywhere."""
    officer = world.data_protection_officer
    for comment in comments_of(case.assessment):
        if comment.text == HARD:
            row, _new = QuarantineCase.objects.get_or_create(
                assessment=case.assessment,
                place=comment.place,
                defaults={"ground": case.ground, "asked_by": case.asked_by, "asked_at": NOON},
            )
            ground = QuarantineCase.Ground.ABUSIVE
            withhold(case=row, ground=ground, reason="It threatens.", tells_of_harm=False, by=officer, at=NOON)


def everything(assessment: Assessment) -> dict[str, str]:
    """The report in each form in which it leaves, and as pages, as texts."""
    with zipfile.ZipFile(io.BytesIO(report_file(assessment, "xlsx"))) as archive:
        sheets = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    report = json.loads(report_file(assessment, "json"))
    return {
        "json": json.dumps(report, ensure_ascii=False),
        "html": report_file(assessment, "html").decode(),
        "xlsx": sheets,
        "page": str(whole_fragment(assessment)),
        "parts": " ".join(str(part_fragment(assessment, each.anchor)) for each in sections_of(assessment)),
    }


def test_a_withheld_comment_is_in_no_form_and_a_sentence_stands_in_its_place(
    world: World, case: QuarantineCase
) -> None:
    before, pdf = everything(case.assessment), report_file(case.assessment, "pdf")
    assert all("Shouts at people" in said for said in before.values())
    assert set(MEDIA_TYPES) == {"json", "html", "xlsx", "pdf"}  # a new form has to come in here
    withheld(world, case)
    after = everything(case.assessment)
    assert all("Shouts at people" not in said for said in after.values())
    assert all("Withheld by the data protection officer" in said for said in after.values())
    assert report_file(case.assessment, "pdf") != pdf


def test_all_else_of_the_report_stays_as_it_was_and_comes_back_whole(world: World, case: QuarantineCase) -> None:
    before = everything(case.assessment)
    withheld(world, case)
    assert everything(case.assessment)["json"].replace(SENTENCE, HARD) == before["json"]
    for row in QuarantineCase.objects.all():
        leave_as_it_is(case=row, reason="Only hard.", by=world.data_protection_officer, at=NOON)
    assert everything(case.assessment) == before


def test_the_participant_reads_the_sentence_too(world: World, case: QuarantineCase) -> None:
    withheld(world, case)
    facilitation = Facilitation.objects.with_people().get()
    open_all(facilitation=facilitation, by=world.facilitator, at=NOON + timedelta(days=40), happening_now=True)
    ada = browser_of(world.participant)
    said = words_at(ada, reverse("feedback:own_report", kwargs={"pk": case.assessment_id}))
    assert SENTENCE in said
    assert "Shouts" not in said
    for kind in ("json", "html"):
        address = reverse("feedback:own_report_file", kwargs={"pk": case.assessment_id, "kind": kind})
        assert "Shouts" not in ada.get(address).content.decode()


# The facilitator


def test_the_facilitator_asks_by_two_pages_and_sees_how_it_stands(world: World, facilitation: Facilitation) -> None:
    felix = browser_of(world.facilitator)
    every = reverse("feedback:comments", kwargs={"pk": facilitation.pk})
    asking = reverse("feedback:ask_to_look", kwargs={"pk": facilitation.pk, "place": place_of(facilitation.assessment)})
    assert HARD in words_at(felix, every)
    assert "pass that on first" in words_at(felix, asking)
    assert felix.post(asking, {}).status_code == 422
    assert "The data protection officer is asked" in words(felix.post(asking, {"ground": "abusive"}, follow=True))
    assert "To be looked at" in words_at(felix, every)
    assert "It has been asked already" in words(felix.post(asking, {"ground": "abusive"}))
    withheld(world, QuarantineCase.objects.get())
    said = words_at(felix, every)
    assert "It threatens." in said
    assert "Shouts" not in said
    assert felix.get(asking).status_code == 404


def test_there_is_no_page_for_a_comment_that_is_not_there(world: World, facilitation: Facilitation) -> None:
    address = reverse("feedback:ask_to_look", kwargs={"pk": facilitation.pk, "place": 9_999})
    assert browser_of(world.facilitator).get(address).status_code == 404


# The data protection officer


@pytest.fixture
def dilys(world: World) -> Client:
    """The browser of the data protection officer."""
    return browser_of(world.data_protection_officer)


def test_the_list_and_the_case_tell_nothing_of_the_comment_until_it_is_opened(
    dilys: Client, case: QuarantineCase
) -> None:
    page = reverse("feedback:quarantine_case", kwargs={"pk": case.pk})
    for said in (words_at(dilys, reverse("feedback:quarantine")), words_at(dilys, page)):
        assert "Felix Achterberg" in said
        assert all(hidden not in said for hidden in ("Shouts", "Ada Okafor"))
    assert dilys.post(page, {}).status_code == 422
    assert not AuditEntry.objects.filter(what="open comment").exists()
    opened = dilys.post(page, {"purpose": "decide"})
    assert HARD in words(opened)
    assert "no-store" in opened.headers["Cache-Control"]
    assert AuditEntry.objects.filter(what="open comment").count() == 1
    assert "Shouts" not in words_at(dilys, page)


def test_the_officer_decides_and_decides_anew(dilys: Client, case: QuarantineCase) -> None:
    decide = reverse("feedback:quarantine_decide", kwargs={"pk": case.pk})
    given = {"decision": "withhold", "ground": "patient", "harm": "no", "reason": "It names a patient."}
    assert "The comment is withheld." in words(dilys.post(decide, given, follow=True))
    case.refresh_from_db()
    assert (case.state, case.ground, case.reason) == ("withheld", "patient", "It names a patient.")
    left = {"decision": "leave", "harm": "no", "reason": "It does not, after all."}
    assert "shown as it was written" in words(dilys.post(decide, left, follow=True))
    case.refresh_from_db()
    assert case.state == "left"


@pytest.mark.parametrize("missing", ["decision", "ground", "harm", "reason"])
def test_a_decision_has_all_its_parts(dilys: Client, case: QuarantineCase, missing: str) -> None:
    given = {"decision": "withhold", "ground": "patient", "harm": "no", "reason": "It names a patient."}
    response = dilys.post(reverse("feedback:quarantine_decide", kwargs={"pk": case.pk}), {**given, missing: ""})
    assert response.status_code == 422
    assert "There is a problem" in words(response)
    case.refresh_from_db()
    assert case.state == "asked"


def test_what_tells_of_harm_is_refused_with_a_sentence(dilys: Client, case: QuarantineCase) -> None:
    given = {"decision": "withhold", "ground": "patient", "harm": "yes", "reason": "It names a patient."}
    response = dilys.post(reverse("feedback:quarantine_decide", kwargs={"pk": case.pk}), given)
    assert response.status_code == 422
    assert "Ask the facilitator to pass on the concern first" in words(response)


def test_an_officer_begins_at_the_cases(dilys: Client) -> None:
    assert dilys.get("/begin/").headers["Location"] == reverse("feedback:quarantine")
    assert "Nothing to decide" in words_at(dilys, reverse("feedback:quarantine"))
