"""What all pages are dressed in: one sheet, kept for good by its mark; the face of an organisation in place of ours."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from ninefold.accounts.mail import compose
from ninefold.core.errors import NinefoldError
from ninefold.core.face import OURS, Face, coloured
from ninefold.core.logo import read_logo
from ninefold.reports import face as documents
from ninefold.reports.html import report_page
from ninefold.site import environment, look
from tests.house.pages import Page
from tests.reports.sample import SAMPLE

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90"><rect width="300" height="90"/></svg>'
ANOTHER = Face("Trent Academy", coloured("#7a1f5c"), read_logo(LOGO))


def sheet_of(page: str) -> str:
    (address,) = re.findall(r'<link rel="stylesheet" href="(/look/[^"]+)"', page)
    return str(address)


def test_all_our_sheets_come_in_one_that_a_browser_keeps_for_good(client: Client) -> None:
    address = sheet_of(client.get("/").content.decode())
    response = client.get(address)
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    text = response.content.decode()
    assert [
        name for name in (".nhsuk-button", "--teal:", ".site-footer", ".door", ".notice", ".rating") if name not in text
    ] == []
    assert not response.cookies


@pytest.mark.django_db
def test_every_file_that_the_sheet_names_is_there_and_is_ours(client: Client) -> None:
    named = set(re.findall(r'url\("([^"]+)"\)', look.joined(OURS["teal"]).decode()))
    assert any(".woff2" in address for address in named)
    for address in named:
        with closing(client.get(address)) as response:
            assert (address, response.status_code) == (address, 200)


def test_a_page_asks_for_the_typefaces_at_the_addresses_that_the_sheet_has(client: Client) -> None:
    asked = re.findall(r'rel="preload" href="([^"]+)"', client.get("/").content.decode())
    assert len(asked) == 2
    assert [address for address in asked if address not in look.joined(OURS["teal"]).decode()] == []


@pytest.mark.django_db
def test_a_page_of_the_version_before_is_dressed_too_and_nothing_of_that_is_kept(client: Client) -> None:
    response = client.get("/look/0/pages.css")
    assert (response.status_code, response.content) == (200, client.get(look.address()).content)
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/look/0/logo", "/look/0/nothing.svg", "/look/0/../../secret.svg"])
def test_where_there_is_no_logo_and_no_drawing_there_is_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_without_a_setting_pages_are_ours(client: Client) -> None:
    page = client.get("/").content.decode()
    assert f'<meta name="theme-color" content="{OURS["teal-deep"]}">' in page
    assert "/static/ui/mark.svg" in page
    assert "/look/" not in page.replace(sheet_of(page), "")


@override_settings(FACE=ANOTHER)
def test_a_page_wears_the_face_of_an_organisation(client: Client) -> None:
    text = client.get("/nowhere/").content.decode()
    page = Page(text)
    assert "<title>Page not found – Trent Academy</title>" in text
    (logo,) = [values for tag, values in page.tags if tag == "img" and values["alt"] == "Trent Academy"]
    assert (logo["width"], logo["height"]) == ("300", "90")
    assert f'content="{ANOTHER.colours["teal-deep"]}"' in text
    assert any("Ninefold" in words for words in page.words)  # the name of the software, in the footer
    assert "--teal: #7a1f5c;" in client.get(sheet_of(text)).content.decode()


@override_settings(FACE=ANOTHER)
def test_the_logo_is_sent_as_what_it_is_and_can_run_nothing(client: Client) -> None:
    response = client.get(look.address_of_logo())
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"<rect" in response.content


@override_settings(FACE=ANOTHER)
def test_our_drawings_follow_the_accent(client: Client) -> None:
    address = look.asset("ui/illustrations/missing.svg")
    drawn = client.get(address).content.decode()
    assert ANOTHER.colours["teal-soft"] in drawn
    assert OURS["teal-soft"] not in drawn
    assert OURS["amber"] in drawn


@override_settings(FACE=ANOTHER)
def test_a_mail_wears_the_face_too_and_loads_nothing() -> None:
    mail = compose("accounts/mail/password_set.jinja", {})
    assert "Your account with Trent Academy" in mail.text
    assert "Ninefold" not in mail.text + mail.html
    assert "#7a1f5c" in mail.html
    assert OURS["teal"] not in mail.html
    assert mail.html.count(">&nbsp;</td>") == 9  # our mark without a picture
    assert not re.search(r"<img|url\(|background=|http-equiv", mail.html)


def test_a_report_wears_the_face_and_needs_no_other_file() -> None:
    documents.wear(ANOTHER)
    try:
        page = report_page(SAMPLE)
    finally:
        documents.wear(settings.FACE)
    assert 'alt="Trent Academy"' in page
    assert "data:image/svg+xml;base64," in page
    assert "--teal-deep: " + ANOTHER.colours["teal-deep"] in page
    assert "Trent Academy" not in report_page(SAMPLE)


def test_the_face_is_read_from_the_settings_and_a_fault_names_its_setting(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_bytes(LOGO)
    assert environment.face("Trent Academy", str(file), "#7a1f5c") == ANOTHER
    assert environment.face("", "", "") == Face()
    file.write_bytes(LOGO.replace(b"<rect", b"<script/><rect"))
    faults = {"NAME": ("a" * 61, "", ""), "LOGO": ("", str(file), ""), "ACCENT": ("", "", "#7fb2e5")}
    for name, given in faults.items():
        with pytest.raises(NinefoldError, match=f"NINEFOLD_{name}"):
            environment.face(*given)
    with pytest.raises(NinefoldError, match=r"NINEFOLD_LOGO is .*, which cannot be read: No such file"):
        environment.face("", str(tmp_path / "nowhere.svg"), "")
