"""A mail is written once: its text and its HTML say the same, and every address is written out."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.template import engines
from jinja2 import ChoiceLoader, DictLoader
from pytest_django import Settings

from ninefold.accounts.mail import Mail, address_of, compose

LINK = "https://feedback.example.org/f/" + "k" * 64 + "/?a=1&b=2"
INVITATION = """
{% extends "accounts/mail/letter.jinja" %}
{% from "accounts/mail/parts.jinja" import button, lines, link %}
{% block subject %}{{ name }} asks
 for your feedback{% endblock %}
{% block body %}
<p>Dear Kim,</p>
<p>{{ name }} asks what it is like to work together, and would be glad of twenty minutes of your time before the end
of the month. Ask <a href="mailto:help@example.org">help@example.org</a> about it.</p>
{{ button("Open the questionnaire", address) }}
<h2>What you should know</h2>
<ul>
  <li>Your answers are confidential.</li>
  <li>This point is so long that it does not fit on one line of a plain mail, so that its second line is indented.</li>
</ul>
<blockquote>{{ lines(words) }}</blockquote>
<p>As before:</p>
<p><small>{{ link("https://example.org/check") }}</small></p>
{% endblock %}
"""


@pytest.fixture(autouse=True)
def templates() -> Iterator[None]:
    """One more template, beside those of the site."""
    environment = engines["jinja2"].env  # type: ignore[attr-defined]  # the backend of Jinja2 has it
    loader = environment.loader
    environment.loader = ChoiceLoader([DictLoader({"invitation.jinja": INVITATION}), loader])
    yield
    environment.loader = loader


def invitation(name: str = "Ada", words: str = "One line.\n\nAnother.") -> Mail:
    return compose("invitation.jinja", {"name": name, "address": LINK, "words": words}, mark="rater-1")


class Reader(HTMLParser):
    """What somebody sees of an HTML mail, and what is in its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.attributes: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def test_the_text_is_laid_out_to_be_read() -> None:
    assert invitation().text.partition("\n\nThis mail comes from")[0] == (
        "Dear Kim,\n\n"
        "Ada asks what it is like to work together, and would be glad of twenty\n"
        "minutes of your time before the end of the month. Ask\n"
        "help@example.org\n"
        "about it.\n\n"
        f"Open the questionnaire:\n{LINK}\n\n"
        "What you should know\n\n"
        "- Your answers are confidential.\n"
        "- This point is so long that it does not fit on one line of a plain\n"
        "  mail, so that its second line is indented.\n\n"
        "> One line.\n> Another.\n\n"
        "As before:\n\n"
        "https://example.org/check"
    )


def test_text_and_html_hold_the_same_words_and_the_same_links() -> None:
    mail = invitation()
    read = Reader(mail.html)
    said = [word for word in mail.text.split() if word not in ("-", ">")]
    said = [word.removesuffix(":") for word in said]
    shown = [word.removesuffix(":") for word in read.words]
    assert shown == [*mail.subject.split(), "Ninefold", *said]
    written = re.findall(r"https?://\S+", mail.text)
    assert set(written) == {link for link in read.links if link.startswith("http")}
    assert set(read.links) <= {f"mailto:{word}" for word in read.words} | set(read.words)


def test_an_address_stands_on_a_line_of_its_own_and_is_never_broken() -> None:
    lines = invitation().text.splitlines()
    assert LINK in lines
    assert all(len(line) <= 72 or line.startswith("http") for line in lines)


def test_the_subject_is_one_line_of_words_as_they_are_written() -> None:
    assert invitation("Siân O’Brien & “Son”\n").subject == "Siân O’Brien & “Son” asks for your feedback"
    assert invitation("Bell\x07\r\nBcc: x").subject == "Bell Bcc: x asks for your feedback"


def test_what_somebody_wrote_stays_words() -> None:
    mail = invitation(name="<b>Ada</b>", words="<script>alert(1)</script>\n<a href='https://evil.example'>x</a> &amp;")
    assert "<b>Ada</b> asks what" in mail.text
    assert "> <script>alert(1)</script>" in mail.text
    assert "&amp;\n" in mail.text
    read = Reader(mail.html)
    assert not {"b", "script"} & set(read.tags)
    assert "https://evil.example" not in read.links


def test_no_picture_and_nothing_from_elsewhere_is_loaded() -> None:
    read = Reader(invitation().html)
    assert not {"img", "script", "style", "iframe", "input", "form", "video"} & set(read.tags)
    assert not {"src", "background", "srcset", "class"} & set(read.attributes)
    assert "url(" not in "".join(read.attributes["style"])
    # Only tables that are no tables to who listens to the mail.
    assert len(read.attributes["role"]) == read.tags.count("table")


def test_a_mail_says_in_which_language_it_is_and_goes_back_to_the_one_before(settings: Settings) -> None:
    settings.TRANSLATED = {}  # all of it, this mail of a test too
    context = {"name": "Ada", "address": LINK, "words": ""}
    assert '<html lang="cy">' in compose("invitation.jinja", context, language="cy").html
    assert '<html lang="en-gb">' in invitation().html


def test_links_lead_to_the_address_that_is_set(settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://feedback.example.org"
    assert address_of("feedback:example", slug="x") == "https://feedback.example.org/examples/x/"
    assert invitation().text.endswith("\n\nhttps://feedback.example.org/\n")
