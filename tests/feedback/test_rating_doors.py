"""The way in: a link that is opened, moved or wrong; a code on a letter; four digits; what the browser keeps."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from ninefold.accounts.failures import Failures
from ninefold.feedback.actions.answers import lock_with_code, move_invitation
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, OpenAnswer, Rater, RaterState
from ninefold.feedback.queries.raters import hash_of, hash_of_code, letter_code_of
from ninefold.feedback.views import rating_entry
from tests.feedback.coming_in import come_in, link_to
from tests.feedback.made import answer, make_closed, make_open, raters_of
from tests.world import NOON, World


@pytest.fixture
def assessment(world: World) -> Assessment:
    """A 360 of Ada Okafor that is open."""
    return make_open(world)


@pytest.fixture
def rater(assessment: Assessment) -> Rater:
    """One of the people she manages."""
    return raters_of(assessment, "direct_report")[0]


def path_of(rater: Rater) -> str:
    return f"/feedback/{rater.pk}/"


def test_to_look_at_a_link_changes_nothing_and_says_who_asks(client: Client, rater: Rater) -> None:
    page = client.get(f"/r/{link_to(rater)}/")
    assert page.status_code == 200
    assert "Ada Okafor asks for your feedback" in page.content.decode()
    assert client.head(f"/r/{link_to(rater)}/").status_code == 200
    rater.refresh_from_db()
    assert rater.state == RaterState.INVITED
    assert not Session.objects.exists()
    assert client.get(path_of(rater)).status_code == 403


def test_the_button_opens_the_invitation_in_this_browser_and_in_no_other(client: Client, rater: Rater) -> None:
    response = client.post("/r/", {"link": link_to(rater)})
    assert response.headers["Location"] == path_of(rater)
    assert client.get(path_of(rater)).status_code == 200
    rater.refresh_from_db()
    assert rater.state == RaterState.OPENED
    assert Client().get(path_of(rater)).status_code == 403


def test_a_link_that_is_open_here_already_leads_straight_on(rater: Rater) -> None:
    response = come_in(rater).get(f"/r/{link_to(rater)}/")
    assert response.headers["Location"] == path_of(rater)


def test_the_browser_session_holds_numbers_and_hashes_of_links_and_nothing_else(rater: Rater) -> None:
    browser = come_in(rater)
    browser.post(f"{path_of(rater)}save/", {"care.level": "2"})
    browser.post(f"{path_of(rater)}check/", {"confirm": "on"})
    kept = {key: value for key, value in browser.session.items() if value and key != "began"}  # by which it ends
    assert kept == {"raters": {str(rater.pk): hash_of(link_to(rater))}}


def test_answering_leaves_no_trace_in_the_row_of_the_browser_session(rater: Rater) -> None:
    browser = come_in(rater)
    before = Session.objects.values().get()
    browser.post(f"{path_of(rater)}save/", {"care.level": "2"})
    browser.post(f"{path_of(rater)}check/", {"confirm": "on"})
    browser.get(f"{path_of(rater)}sent/")
    assert Session.objects.values().get() == before


def test_the_number_of_the_browser_session_changes_when_a_link_is_opened(client: Client, rater: Rater) -> None:
    other = raters_of(rater.assessment, "peer")[0]
    come_in(other, client)
    before = client.session.session_key
    come_in(rater, client)
    assert client.session.session_key != before
    assert client.get(path_of(other)).status_code == client.get(path_of(rater)).status_code == 200


def test_an_unknown_link_gets_a_page_that_says_what_to_do(client: Client, rater: Rater) -> None:
    for wrong in (link_to(rater)[:-1], link_to(rater) + "A", "nothing"):
        page = client.get(f"/r/{wrong}/")
        assert page.status_code == 404
        assert "Copy the whole address from the mail" in page.content.decode()
        assert client.post("/r/", {"link": wrong}).status_code == 404


def test_whoever_tries_many_is_told_to_wait_and_a_right_link_opens_all_the_same(client: Client, rater: Rater) -> None:
    statuses = [client.get(f"/r/wrong{number}/").status_code for number in range(22)]
    assert statuses == [404] * 20 + [429] * 2
    assert client.get(f"/r/{link_to(rater)}/").status_code == 200
    assert client.post("/r/", {"link": link_to(rater)}).status_code == 302


def test_right_links_are_never_counted(client: Client, rater: Rater) -> None:
    for _ in range(25):
        come_in(rater, client)
    assert not Failures.objects.exists()


def test_a_link_that_was_moved_opens_nothing_and_shuts_the_browsers_in_which_it_was_open(rater: Rater) -> None:
    browser, earlier = come_in(rater), link_to(rater)
    browser.post(f"{path_of(rater)}save/", {"care.level": "2"})
    move_invitation(rater=rater, email="bea@home.example")
    assert Client().get(f"/r/{earlier}/").status_code == 404
    page = browser.get(path_of(rater))
    assert page.status_code == 410
    assert "moved to another address, or withdrawn" in page.content.decode()
    kept = OpenAnswer.objects.count()
    saved = browser.post(f"{path_of(rater)}save/", {"care.level": "3"})
    assert (saved.status_code, saved.content.decode()[:10]) == (410, "Not saved:")
    assert OpenAnswer.objects.count() == kept
    assert come_in(rater).get(path_of(rater)).status_code == 200


def test_a_withdrawn_invitation_opens_nothing(client: Client, rater: Rater) -> None:
    link, browser = link_to(rater), come_in(rater)
    Rater.objects.filter(pk=rater.pk).update(state=RaterState.WITHDRAWN)
    assert client.get(f"/r/{link}/").status_code == 404
    assert browser.get(path_of(rater)).status_code == 410


def test_after_the_close_every_page_says_that_it_is_closed(world: World) -> None:
    assessment = make_closed(world)
    rater = raters_of(assessment, "peer")[0]
    browser = Client()
    Rater.objects.filter(pk=rater.pk).update(link_hash=hash_of("link"))
    for response in (browser.get("/r/link/"), browser.post("/r/", {"link": "link"})):
        assert response.status_code == 410
        assert "This questionnaire is closed" in response.content.decode()


def test_who_has_it_open_at_the_close_is_told_in_words_and_their_script_in_a_line(rater: Rater, world: World) -> None:
    browser = come_in(rater)
    cancel_assessment(assessment=rater.assessment, by=world.participant, at=NOON)
    for path in ("", "care/", "check/", "sent/", "group/", "address/", "code/", "decline/"):
        page = browser.get(path_of(rater) + path)
        assert page.status_code == 410
        assert "This questionnaire was called off" in page.content.decode()
    assert browser.post(f"{path_of(rater)}care/", {"care.level": "2"}).status_code == 410
    saved = browser.post(f"{path_of(rater)}save/", {"care.level": "2"})
    assert saved.status_code == 410
    assert saved.headers["Content-Type"].startswith("text/plain")
    assert saved.content.decode() == "Not saved: this questionnaire was called off."


def test_a_browser_that_has_left_is_told_that_nothing_is_saved(client: Client, rater: Rater) -> None:
    saved = client.post(f"{path_of(rater)}save/", {"care.level": "2"})
    assert saved.status_code == 409
    assert "Open the link in your mail again" in saved.content.decode()


# A code on a printed letter


def code_of(rater: Rater) -> str:
    """The code on the letter to this rater, who has no address."""
    secret = find_secret(rater.assessment.key_name)
    assert secret is not None
    code = letter_code_of(secret, rater)
    Rater.objects.filter(pk=rater.pk).update(letter_hash=hash_of_code(code), email="", mailbox="")
    return code


def test_the_code_on_a_letter_opens_the_questionnaire_however_it_is_typed(rater: Rater) -> None:
    code = code_of(rater)
    for typed in (code, code.lower(), f" {code[:4]} {code[4:8]}-{code[8:]} "):
        assert Client().post("/r/", {"code": typed}).headers["Location"] == path_of(rater)


def test_who_reads_the_table_cannot_find_a_code_by_trying_all(rater: Rater) -> None:
    """Sixty bits are nothing to whoever has the hash and can work it out; this one takes the key of the site too."""
    code = code_of(rater)
    rater.refresh_from_db()
    assert rater.letter_hash is not None
    assert rater.letter_hash not in {hash_of(code), hash_of(code.lower())}


def test_a_wrong_code_comes_back_with_what_was_typed(client: Client, rater: Rater) -> None:
    code_of(rater)
    page = client.post("/r/", {"code": "ABCD EFGH"})
    html = page.content.decode()
    assert page.status_code == 422
    assert "<title>Error: " in html
    assert 'value="ABCD EFGH"' in html
    assert client.post("/r/", {"code": ""}).status_code == 422


def test_wrong_codes_are_counted_and_a_right_one_opens_all_the_same(client: Client, rater: Rater) -> None:
    code = code_of(rater)
    statuses = [client.post("/r/", {"code": "WRONG"}).status_code for _ in range(21)]
    assert statuses == [422] * 20 + [429]
    assert client.post("/r/", {"code": code}).status_code == 302


# Four digits


def test_a_link_that_is_locked_asks_for_the_digits_in_another_browser(rater: Rater) -> None:
    first = come_in(rater)
    assert first.post(f"{path_of(rater)}code/", {"code": "4071"}).status_code == 302
    assert first.get(path_of(rater)).status_code == 200
    second = Client()
    assert second.post("/r/", {"link": link_to(rater)}).headers["Location"] == f"{path_of(rater)}unlock/"
    for path in ("", "care/", "check/"):
        assert second.get(path_of(rater) + path).headers["Location"] == f"{path_of(rater)}unlock/"
    assert second.post(f"{path_of(rater)}save/", {"care.level": "2"}).status_code == 302
    assert second.post(f"{path_of(rater)}unlock/", {"code": "1234"}).status_code == 422
    assert second.post(f"{path_of(rater)}unlock/", {"code": "4071"}).headers["Location"] == path_of(rater)
    assert second.get(path_of(rater)).status_code == 200


def test_digits_that_are_set_shut_the_browsers_in_which_somebody_else_has_it_open(assessment: Assessment) -> None:
    """Whoever printed the letter, or reads the mailbox, may have opened it first and keep it open."""
    rater, another = raters_of(assessment, "peer")[:2]
    first = come_in(another, come_in(rater))
    own = come_in(rater)
    own.post(f"{path_of(rater)}code/", {"code": "4071"})
    assert own.get(path_of(rater)).status_code == 200
    assert first.get(path_of(rater)).status_code == 403
    assert first.post(f"{path_of(rater)}save/", {"care.level": "2"}).status_code == 409
    assert first.get(path_of(another)).status_code == 200
    assert come_in(rater, first).get(path_of(rater)).headers["Location"] == f"{path_of(rater)}unlock/"


def test_after_five_wrong_codes_even_the_right_one_waits_for_ten_minutes(
    rater: Rater, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock_with_code(rater=rater, code="4071")
    browser, path = come_in(rater), f"{path_of(rater)}unlock/"
    at(monkeypatch, NOON)
    statuses = [browser.post(path, {"code": f"000{number}"}).status_code for number in range(6)]
    assert statuses == [422] * 5 + [429]
    waiting = browser.post(path, {"code": "4071"})
    assert waiting.status_code == 429
    assert "for ten minutes" in waiting.content.decode()
    at(monkeypatch, NOON.replace(minute=11))
    assert browser.post(path, {"code": "4071"}).status_code == 302


def test_nobody_who_has_the_link_tries_all_four_digits_before_the_close(
    rater: Rater, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand codes, five in each ten minutes, would be through within two weeks. Of a day there are ten."""
    lock_with_code(rater=rater, code="4071")
    browser, path = come_in(rater), f"{path_of(rater)}unlock/"
    statuses = []
    for number in range(18):
        at(monkeypatch, NOON + timedelta(minutes=11 * (number // 3)))
        statuses.append(browser.post(path, {"code": f"00{number:02}"}).status_code)
    assert statuses == [422] * 10 + [429] * 8
    waiting = browser.post(path, {"code": "4071"})
    assert waiting.status_code == 429
    assert "Ten codes were wrong today" in waiting.content.decode()
    at(monkeypatch, NOON + timedelta(days=1))
    assert browser.post(path, {"code": "4071"}).status_code == 302


def test_the_wrong_codes_for_one_are_not_counted_against_another(assessment: Assessment) -> None:
    one, other = raters_of(assessment, "peer")[:2]
    for rater in (one, other):
        lock_with_code(rater=rater, code="4071")
    browser = come_in(other, come_in(one))
    for number in range(6):
        browser.post(f"{path_of(one)}unlock/", {"code": f"000{number}"})
    assert browser.post(f"{path_of(other)}unlock/", {"code": "4071"}).status_code == 302


def test_digits_that_are_removed_are_asked_for_no_more(rater: Rater) -> None:
    browser = come_in(rater)
    browser.post(f"{path_of(rater)}code/", {"code": "4071"})
    browser.post(f"{path_of(rater)}code/", {"remove": "yes"})
    assert Client().post("/r/", {"link": link_to(rater)}).headers["Location"] == path_of(rater)


# What must be in no title, address, table or log


def test_who_reads_the_table_of_browser_sessions_opens_no_answers(rater: Rater) -> None:
    answer(rater, comment="What I would tell nobody else.")
    own, reader, path = come_in(rater), Client(), f"{path_of(rater)}check/"
    assert "What I would tell nobody else." in own.get(path).content.decode()
    reader.cookies[settings.SESSION_COOKIE_NAME] = Session.objects.get().session_key
    assert reader.get(path).status_code == 403


def test_no_title_carries_a_name_and_no_page_the_link(rater: Rater) -> None:
    answer(rater, comment="A comment.")
    browser, link = come_in(rater), link_to(rater)
    for path in ("", "care/", "overall/", "check/", "sent/", "group/", "address/", "code/", "decline/"):
        html = browser.get(path_of(rater) + path).content.decode()
        title = html.partition("<title>")[2].partition("</title>")[0]
        assert title
        assert "Ada" not in title
        assert link not in html
    door = Client().get(f"/r/{link}/").content.decode()
    assert "Ada" not in door.partition("</title>")[0]
    # In the form that exchanges it, and in the one that comes back to it in another language.
    assert door.count(link) == 2


def test_no_other_site_learns_the_address_of_a_page(client: Client, rater: Rater) -> None:
    assert client.get(f"/r/{link_to(rater)}/").headers["Referrer-Policy"] == "strict-origin"


def test_no_log_holds_a_link(
    rater: Rater, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    link, browser = link_to(rater), Client(raise_request_exception=False)
    browser.get(f"/r/{link}/")
    browser.get(f"/r/{link}x/")
    browser.post(f"/r/{link}/")
    Client(enforce_csrf_checks=True).post("/r/", {"link": link})

    def fail(_link: str) -> Rater:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(rating_entry, "find_rater_by_link", fail)
    assert browser.get(f"/r/{link}/").status_code == 500
    said = capfd.readouterr()
    assert "the database is away" in said.err + caplog.text
    assert link not in said.out + said.err + caplog.text


def at(monkeypatch: pytest.MonkeyPatch, instant: datetime) -> None:
    """Let it be this instant."""
    monkeypatch.setattr(timezone, "now", lambda: instant)
