"""Certificates as somebody who checks one sees them, and as they are printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ninefold.academy.models import Certificate
from ninefold.academy.queries.standing import standing_of, word_for
from ninefold.accounts.mail import address_of
from ninefold.accounts.models import Role
from ninefold.core.register import ASKED
from ninefold.reports.certificate import PrintedCertificate

_GROUP = 4


@dataclass(frozen=True)
class Checked:
    """A certificate that there is, and for one of accreditation how its holder stood on its day and stands today."""

    certificate: Certificate
    on_its_day: str = ""
    today: str = ""


def check(code: str, day: date) -> Checked | None:
    """What is told of the certificate with this code, however it was typed; None where there is none."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    groups = "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))
    found = Certificate.objects.select_related("person").filter(code=groups).first()
    if found is None or found.kind != Certificate.Kind.ACCREDITATION:
        return None if found is None else Checked(found)
    person = found.person
    return Checked(found, word_for(standing_of(person, found.earned_on)), word_for(standing_of(person, day)))


def holds(certificate: Certificate) -> bool:
    """Whether it was not taken back, nor what it says of its day: evidence may have been since it was made."""
    if certificate.revoked_at is not None:
        return False
    attended = certificate.kind != Certificate.Kind.ACCREDITATION
    return attended or standing_of(certificate.person, certificate.earned_on) in ASKED


def own_certificates(role: Role) -> Sequence[Certificate]:
    """One's own certificates that hold, the newest first."""
    return list(Certificate.objects.visible_to(role).filter(revoked_at__isnull=True).order_by("-earned_on", "-pk"))


def check_address(certificate: Certificate) -> str:
    """The whole address at which anybody checks a certificate."""
    return f"{address_of('academy:certificate_check')}?{urlencode({'code': certificate.code})}"


def printed(certificate: Certificate) -> PrintedCertificate:
    """A certificate in the words that are printed: in English whoever asks for it, as all of CPD is."""
    with override(settings.LANGUAGE_CODE):
        return _in_words(certificate)


def _in_words(certificate: Certificate) -> PrintedCertificate:
    facts = [(_("On"), date_format(certificate.earned_on, "j F Y"))]
    accreditation = certificate.kind == Certificate.Kind.ACCREDITATION
    if certificate.booking is not None:
        facts.append((_("Length"), _("%(minutes)s minutes") % {"minutes": certificate.booking.session.minutes}))
        if certificate.booking.session.counts_as_session:
            facts.append((_("On the register"), _("counts as one feedback session")))
    return PrintedCertificate(
        language=settings.LANGUAGE_CODE,
        title=_("Certificate of accreditation") if accreditation else _("Certificate of attendance"),
        says=_("This is to certify that"),
        name=certificate.person.name,
        has=_("was on that day accredited as") if accreditation else _("took part in the CPD session"),
        what=_("Facilitator of 360-degree feedback") if accreditation else certificate.title,
        facts=tuple(facts),
        check=_("Whether it is genuine, and still holds, can be checked at"),
        address=check_address(certificate),
        code_label=_("Code"),
        code=certificate.code,
        picture=_("A square code that leads to the same address"),
        foot=f"{settings.FACE.name}, {settings.SITE_ADDRESS}",
        not_drawn=_("[{count} characters in a script that this file cannot show]"),
    )
