"""In which language somebody is asked: chosen for each, and followed by mails, letters, pages and the report."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ninefold.core.errors import NinefoldError
from ninefold.core.rater_lists import Entry
from ninefold.feedback.actions.assessments import change_assessment
from ninefold.feedback.actions.leading import prepare_assessment
from ninefold.feedback.actions.letters import add_without_address, print_letters
from ninefold.feedback.actions.rater_lists import ListRefusedError, add_raters, change_rater
from ninefold.feedback.emails.closings import cancelled, moved_date, questionnaire_closed, too_few_for_rater
from ninefold.feedback.emails.following import thanks
from ninefold.feedback.emails.invitations import invitation, moved, reminder
from ninefold.feedback.emails.letters import letters_file
from ninefold.feedback.models import Assessment, AssessmentState, Rater
from ninefold.feedback.queries.frameworks import framework_of
from ninefold.feedback.queries.reports import report_file, whole_fragment
from tests.feedback.coming_in import come_in, link_to, path_of
from tests.feedback.made import make_closed, make_draft, make_open, raters_of
from tests.feedback.reading import browser_of, words
from tests.world import NOON, World

GWEN = Entry(1, "Gwen Hughes", "gwen@trent.example", "peer", "cy")
GWEN_SENT = {"name": GWEN.name, "email": GWEN.address, "group": "peer", "agreed": "on"}


@pytest.fixture
def draft(world: World) -> Assessment:
    """A draft with an empty list."""
    return make_draft(world, asked={}, at=timezone.now())


@pytest.fixture
def welsh(rater: Rater) -> Rater:
    """A rater who is asked in Welsh, in a 360 that is in English."""
    Rater.objects.filter(pk=rater.pk).update(language="cy")
    rater.refresh_from_db()
    return rater


def lang_of(html: str) -> str:
    found = re.search(r'<html lang="([^"]*)"', html)
    assert found is not None
    return found[1]


def spoken_at(client: Client, path: str) -> str:
    return lang_of(client.get(path).content.decode())


# Whoever is added


def test_each_person_is_asked_in_the_language_chosen_for_them_and_else_in_that_of_the_360(
    world: World, draft: Assessment
) -> None:
    sam = Entry(2, "Sam Jones", "sam@trent.example", "peer")
    added = add_raters(assessment=draft, entries=[GWEN, sam], agreed=True, by=world.participant, at=NOON)
    assert [rater.language for rater in added] == ["cy", "en-gb"]


def test_a_language_that_the_site_does_not_speak_is_refused(world: World, draft: Assessment) -> None:
    with pytest.raises(ListRefusedError, match="Choose one of the languages of this site for Jo"):
        add_raters(
            assessment=draft,
            entries=[Entry(1, "Jo", "jo@trent.example", "peer", "de")],
            agreed=True,
            by=world.participant,
            at=NOON,
        )
    with pytest.raises(NinefoldError, match="is not one of the languages"):
        add_without_address(
            assessment=draft, name="Jo", group="peer", agreed=True, by=world.trent_lead, at=NOON, language="de"
        )


@pytest.mark.parametrize(
    ("given", "kept"), [({"language": "cy"}, "cy"), ({"language": "en-gb"}, "en-gb"), ({}, "en-gb")]
)
def test_the_participant_chooses_it_with_the_person(
    world: World, draft: Assessment, given: dict[str, str], kept: str
) -> None:
    ada = browser_of(world.participant)
    page = ada.get(f"/360/{draft.pk}/colleagues/add/").content.decode()
    assert '<span lang="cy">Cymraeg</span>' in page
    assert re.search(r'name="language"[^>]*value="en-gb" checked', page)
    ada.post(f"/360/{draft.pk}/colleagues/add/", {**GWEN_SENT, **given})
    assert [rater.language for rater in raters_of(draft)] == [kept]
    shown = ada.get(f"/360/{draft.pk}/colleagues/").content.decode()
    assert ('<span lang="cy">Cymraeg</span>' in shown) is (kept == "cy")


def test_nothing_else_is_taken_for_a_language(world: World, draft: Assessment) -> None:
    ada = browser_of(world.participant)
    refused = ada.post(f"/360/{draft.pk}/colleagues/add/", {**GWEN_SENT, "language": "de"})
    assert refused.status_code == 422
    assert "Choose one of these languages." in words(refused)
    assert raters_of(draft) == []


def test_it_is_changed_until_they_are_invited_and_nobody_looks_at_the_list_again_for_that(
    world: World, draft: Assessment
) -> None:
    (gwen,) = add_raters(assessment=draft, entries=[GWEN], agreed=True, by=world.participant, at=NOON)
    Rater.objects.filter(pk=gwen.pk).update(email="office@trent.example", mailbox="office@trent.example", checked=True)
    entry = Entry(1, gwen.name, "office@trent.example", "peer", "en-gb")  # an address at which others would look
    change_rater(rater=gwen, entry=entry, by=world.participant, at=NOON)
    assert (gwen.language, gwen.checked) == ("en-gb", True)
    page = browser_of(world.participant).get(f"/360/{draft.pk}/colleagues/{gwen.pk}/").content.decode()
    assert re.search(r'name="language"[^>]*value="en-gb" checked', page)


@pytest.mark.parametrize(
    "pasted",
    [
        "Gwen Hughes, gwen@trent.example, peer, Cymraeg\nSam Jones, sam@trent.example, boss",
        "Name,E-mail,Group,Language\nGwen Hughes,gwen@trent.example,peer,Welsh\nSam Jones,sam@trent.example,boss,",
    ],
)
def test_a_list_may_name_it_and_the_rows_show_it_before_they_are_kept(
    world: World, draft: Assessment, pasted: str
) -> None:
    ada = browser_of(world.participant)
    page = ada.post(f"/360/{draft.pk}/colleagues/list/", {"pasted": pasted}).content.decode()
    chosen = re.findall(r'name="row-\d-language".*?value="([^"]*)" selected', page, re.DOTALL)
    assert chosen == ["cy", "en-gb"]
    rows = {"row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0", "agreed": "on"}
    row = {"name": GWEN.name, "email": GWEN.address, "group": "peer", "language": "cy"}
    sent = {**rows, **{f"row-0-{name}": value for name, value in row.items()}}
    assert ada.post(f"/360/{draft.pk}/colleagues/list/keep/", sent).status_code == 302
    assert [rater.language for rater in raters_of(draft)] == ["cy"]


def test_a_language_on_a_list_that_is_none_here_is_said_with_those_that_are(world: World, draft: Assessment) -> None:
    pasted = "Name, e-mail, group, language\nGwen Hughes, gwen@trent.example, peer, Klingon"
    shown = browser_of(world.participant).post(f"/360/{draft.pk}/colleagues/list/", {"pasted": pasted})
    assert shown.status_code == 422
    assert "Line 2: “Klingon” is not a language here. The languages are: English, Cymraeg." in words(shown)


def test_a_lead_chooses_it_too_one_by_one_in_a_list_and_for_a_letter(world: World) -> None:
    prepared = prepare_assessment(
        participant=world.participant.person,
        form="short",
        language="cy",
        closes_on=timezone.localdate() + timedelta(days=30),
        programme=None,
        by=world.trent_lead,
        at=timezone.now(),
    )
    lead, where = browser_of(world.trent_lead), {"pk": prepared.pk}
    paper = {"name": "Jo Porter", "group": "other", "on_paper": "on", "agreed": "on"}
    for given in ({**GWEN_SENT, "language": "en-gb"}, paper):
        assert lead.post(reverse("feedback:add_person", kwargs=where), given).status_code == 302
    pasted = {"pasted": "Al, al@trent.example, peer, English", "agreed": "on"}
    assert lead.post(reverse("feedback:add_people", kwargs=where), pasted).status_code == 302
    assert {rater.name: rater.language for rater in raters_of(prepared)} == {
        "Gwen Hughes": "en-gb",
        "Jo Porter": "cy",
        "Al": "en-gb",
    }


# What they get


def test_their_mails_are_in_their_language_and_say_so(welsh: Rater) -> None:
    assessment = welsh.assessment
    mails = [invitation(welsh, "LINK", NOON), reminder(welsh, "LINK", 7, NOON), moved(welsh, "LINK", NOON)]
    mails += [moved_date(welsh, "LINK"), too_few_for_rater(welsh, assessment), cancelled(welsh, assessment)]
    mails.append(thanks(assessment, welsh, "Diolch.", []))
    assert {lang_of(mail.html) for mail in mails} == {"cy"}
    assert "dydd llun 30 mawrth" in " ".join(mails[0].text.lower().split())
    assert not any(mail.subject.startswith("Ada Okafor asks") for mail in mails)


def test_a_mail_that_is_not_translated_is_in_english_altogether(welsh: Rater) -> None:
    assessment = welsh.assessment
    assessment.language = "cy"
    mail = questionnaire_closed(assessment)
    assert lang_of(mail.html) == "en-gb"
    assert "This mail comes from Ninefold" in " ".join(mail.text.split())


def test_their_letter_is_in_their_language(world: World) -> None:
    assessment = make_open(world)
    lead = world.trent_lead
    jo = add_without_address(
        assessment=assessment, name="Jo Porter", group="other", language="cy", agreed=True, by=lead, at=NOON
    )
    letters = print_letters(assessment=assessment, chosen={jo.pk: 0}, by=lead, at=NOON)
    assert letters[0].language == "cy"
    assert "Mawrth 2026" in " ".join(letters[0].opening)
    assert letters[0].title != "Ada Okafor asks for your feedback"
    assert b"/Lang(cy)" in letters_file(letters)


def test_the_pages_speak_it_from_the_door_on_until_another_is_chosen(welsh: Rater) -> None:
    door = f"/r/{link_to(welsh)}/"
    assert spoken_at(Client(), door) == "cy"
    phone = come_in(welsh)
    for page in ("", "care/", "check/", "group/", "address/", "code/", "decline/"):
        assert spoken_at(phone, path_of(welsh, page)) == "cy"
    assert spoken_at(phone, "/feedback/") == "cy"
    answer = phone.post(reverse("language"), {"language": "en-gb", "next": path_of(welsh, "care/")})
    assert answer.headers["Location"] == path_of(welsh, "care/")
    for page in ("", "care/", "check/"):
        assert spoken_at(phone, path_of(welsh, page)) == "en-gb"
    assert Rater.objects.get(pk=welsh.pk).language == "cy"  # the choice is the browser’s, and is told to nobody


def test_the_questionnaire_is_in_the_words_of_the_framework_in_their_language(welsh: Rater) -> None:
    title = framework_of(welsh.assessment, "cy").dimensions[0].title
    phone = come_in(welsh)
    first = framework_of(welsh.assessment, "en-gb").dimensions[0]
    html = phone.get(path_of(welsh, f"{first.id}/")).content.decode()
    assert title != first.title
    assert title in html
    assert first.title not in html


def test_what_is_said_after_the_close_and_after_leaving_is_in_their_language(welsh: Rater) -> None:
    phone, other = come_in(welsh), come_in(welsh)
    left = phone.post(reverse("feedback:leave"))
    assert left.cookies[settings.LANGUAGE_COOKIE_NAME]["max-age"] == 0
    assert spoken_at(phone, left.headers["Location"]) == "cy"
    Assessment.objects.filter(pk=welsh.assessment_id).update(state=AssessmentState.CLOSED)
    assert spoken_at(other, path_of(welsh)) == "cy"
    assert spoken_at(Client(), f"/r/{link_to(welsh)}/") == "cy"


# The 360


def test_the_language_of_a_360_is_chosen_and_everybody_who_was_to_be_asked_in_it_follows(
    world: World, draft: Assessment
) -> None:
    sam = Entry(2, "Sam Jones", "sam@trent.example", "peer")
    add_raters(assessment=draft, entries=[sam], agreed=True, by=world.participant, at=NOON)

    def change_to(language: str) -> None:
        form, closes_on, by, at = draft.form, draft.closes_on, world.participant, timezone.now()
        change_assessment(assessment=draft, form=form, language=language, closes_on=closes_on, by=by, at=at)

    change_to("cy")
    assert {rater.language for rater in draft.raters.all()} == {"cy"}
    assert draft.language == "cy"
    with pytest.raises(NinefoldError, match="is not one of the languages"):
        change_to("de")


def test_a_360_is_begun_in_the_language_that_was_chosen(world: World) -> None:
    ada = browser_of(world.participant)
    day = timezone.localdate() + timedelta(days=28)
    parts = {"closes_on_day": day.day, "closes_on_month": day.month, "closes_on_year": day.year}
    assert ada.post("/360/new/", {"form": "short", "language": "cy", **parts}).status_code == 302
    begun = Assessment.objects.get()
    assert (begun.language, begun.raters.get().language) == ("cy", "cy")
    assert '<span lang="cy">Cymraeg</span>' in ada.get(f"/360/{begun.pk}/").content.decode()


def test_a_report_is_in_the_language_of_its_360_whoever_reads_it(world: World) -> None:
    assessment = make_closed(world)
    assert 'lang="en"' in whole_fragment(assessment)
    Assessment.objects.filter(pk=assessment.pk).update(language="cy")
    assessment.refresh_from_db()
    with override("en-gb"):
        assert '<article class="report" lang="cy">' in whole_fragment(assessment)
        pdf = report_file(assessment, "pdf")
    assert b"/Lang(cy)" in pdf
    assert b"/Lang(en" not in pdf
    case = assessment.facilitations.get()
    # On a page that is in English the parts of the report are marked as what they are.
    part = browser_of(world.facilitator).get(reverse("feedback:opening", kwargs={"pk": case.pk})).content.decode()
    assert lang_of(part) == "en-gb"
    assert re.search(r'<span lang="cy">[^<]+</span></a>', part)
