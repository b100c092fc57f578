"""Certificates on paper: valid, tagged, one page, whatever names are made of; the square code leads to the check."""

import re
from dataclasses import replace

import page
import pytest
import segno

from ninefold.reports.certificate import PrintedCertificate, certificate_pdf
from tests.reports.sample import HOSTILE

CERTIFICATE = PrintedCertificate(
    language="en-gb",
    title="Certificate of attendance",
    says="This is to certify that",
    name="Felix Achterberg",
    has="took part in the CPD session",
    what="Refresher: reading a report together",
    facts=(("Day:", "20 May 2026"), ("Length:", "90 minutes"), ("Counts as:", "one feedback session")),
    check="Anybody can check here whether this certificate is genuine and still holds:",
    address="https://ninefold.example.org/certificates/?code=ABCD-EFGH-JKLM-2345",
    code_label="Code of this certificate",
    code="ABCD-EFGH-JKLM-2345",
    picture="Square code that leads to the address beside it, where this certificate is checked.",
    foot="Ninefold, https://ninefold.example.org.",
    not_drawn="[{count} characters that this certificate cannot show]",
)


def findings(pdf: bytes) -> list[str]:
    """What a validator finds wrong with a file under PDF/UA-1 and PDF/A-2a."""
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in ("ua1", "2a")]
    return [f"{report.profile.value} {each.rule_id}: {each.message}" for report in reports for each in report.failures]


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_certificate_is_one_page_and_valid_pdf_ua_and_pdf_a() -> None:
    pdf = certificate_pdf(CERTIFICATE)
    assert findings(pdf) == []
    assert pages(pdf) == 1


def test_the_square_code_has_words_for_who_does_not_see_it() -> None:
    pdf = certificate_pdf(CERTIFICATE)
    written = "".join(f"{ord(sign):04X}" for sign in CERTIFICATE.picture).encode()
    assert CERTIFICATE.picture.encode() in pdf or written in pdf.upper()


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_name_is_made_of_the_certificate_is_valid(text: str) -> None:
    assert findings(certificate_pdf(replace(CERTIFICATE, name=text[:200], what=text))) == []


def test_the_longest_names_leave_a_certificate_on_one_page() -> None:
    name = ("Bartholomew Featherstonehaugh-Cholmondeley " * 5)[:200]
    assert pages(certificate_pdf(replace(CERTIFICATE, name=name, what=name))) == 1


def test_the_same_certificate_gives_the_same_bytes() -> None:
    assert certificate_pdf(CERTIFICATE) == certificate_pdf(CERTIFICATE)


def test_a_name_cannot_become_a_command_or_push_the_code_off_the_page() -> None:
    for name in (*HOSTILE, "A very long name " * 11):
        pdf = certificate_pdf(replace(CERTIFICATE, name=name))
        assert findings(pdf) == []
        assert pages(pdf) == 1


def test_another_code_is_another_drawing() -> None:
    assert certificate_pdf(CERTIFICATE) != certificate_pdf(replace(CERTIFICATE, address=CERTIFICATE.address + "T"))
    assert segno.make_qr(CERTIFICATE.address, error="q").error == "Q"
