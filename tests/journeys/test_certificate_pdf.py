"""A certificate on paper: one page, valid and tagged, whatever the name is made of, with its code to scan."""

from dataclasses import replace

import segno

from ninefold.reports.certificate import PrintedCertificate, certificate_pdf
from tests.journeys.test_letters_pdf import findings, pages
from tests.reports.sample import HOSTILE

CERTIFICATE = PrintedCertificate(
    language="en-gb",
    title="Certificate of attendance",
    says="This is to certify that",
    name="Felix Achterberg",
    has="took part in the CPD session",
    what="Refresher",
    facts=(("On", "20 May 2026"), ("Length", "90 minutes")),
    check="Whether it is genuine can be checked at",
    address="https://ninefold.example.org/certificates/?code=ABCD-EFGH-JKMN-PQRS",
    code_label="Code",
    code="ABCD-EFGH-JKMN-PQRS",
    picture="A square code that leads to the same address",
    foot="Ninefold, https://ninefold.example.org",
    not_drawn="[{count} characters that this certificate cannot show]",
)


def test_a_certificate_is_one_page_and_valid_pdf_ua_and_pdf_a() -> None:
    pdf = certificate_pdf(CERTIFICATE)
    assert findings(pdf) == []
    assert pages(pdf) == 1
    assert certificate_pdf(CERTIFICATE) == pdf


def test_a_name_cannot_become_a_command_or_push_the_code_off_the_page() -> None:
    for name in (*HOSTILE, "A very long name " * 11):
        pdf = certificate_pdf(replace(CERTIFICATE, name=name))
        assert findings(pdf) == []
        assert pages(pdf) == 1


def test_another_code_is_another_drawing() -> None:
    assert certificate_pdf(CERTIFICATE) != certificate_pdf(replace(CERTIFICATE, address=CERTIFICATE.address + "T"))
    assert segno.make_qr(CERTIFICATE.address, error="q").error == "Q"
