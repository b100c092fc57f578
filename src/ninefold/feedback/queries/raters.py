"""Finding a rater by their link, and what they are shown of those who asked them."""

import base64
import hashlib
import hmac

from django.conf import settings

from ninefold.core.sealing import derive
from ninefold.feedback.models import Rater
from ninefold.feedback.models.raters import RaterQuerySet

LETTER_CODE = 12  # letters of the code on a printed letter: 60 bits, and wrong ones are counted


def link_of(secret: bytes, rater: Rater) -> str:
    """The part of a rater's link that opens it: 256 bits that follow from the key of the 360, so no table holds them.

    The same in every mail to them, until they move the invitation. It follows from the address that the participant
    gave as well: where that is mended, whoever reads mail at the wrong one has a link that opens nothing.
    """
    told = derive(secret, "link", rater.pk, rater.link_number, rater.email)
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def letter_code_of(secret: bytes, rater: Rater) -> str:
    """The code on a printed letter to a rater: letters and digits that are not taken for one another."""
    return base64.b32encode(derive(secret, "letter", rater.pk, rater.link_number)).decode()[:LETTER_CODE]


def hash_of(link: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(link.encode()).hexdigest()


def hash_of_code(code: str) -> str:
    """What is kept of a code on paper: short enough to be found by trying, were it not for the key of the site."""
    return derive(settings.SECRET_KEY.encode(), "letter", code).hex()


def known_raters() -> RaterQuerySet:
    """Everybody whose link may open something, with who asks them; whoever was withdrawn is known no more."""
    return Rater.objects.standing().with_people()


def find_rater_by_link(link: str) -> Rater | None:
    """The rater whose link this is, whatever became of the 360; None for an unknown or earlier link."""
    return known_raters().filter(link_hash=hash_of(link)).first()


def find_rater_by_letter(code: str) -> Rater | None:
    """The rater on whose printed letter this code is, however it was typed."""
    typed = "".join(code.split()).replace("-", "").upper().replace("0", "O").replace("1", "I").replace("8", "B")
    return known_raters().filter(letter_hash=hash_of_code(typed)).first()


def reference_of(rater: Rater) -> str:
    """What stands in a mail so that its reader can ask this site whether it is genuine. It opens nothing."""
    return f"{rater.pk}-{_proof(rater.pk)}"


def find_rater_by_reference(reference: str) -> Rater | None:
    """The rater to whom mail with this reference was sent, however it was typed; None if we never wrote it."""
    typed = "".join(letter for letter in reference.upper() if letter.isalnum())
    number, proof = typed[:-LETTER_CODE], typed[-LETTER_CODE:]
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    if not hmac.compare_digest(_proof(int(number)).encode(), proof.encode()):
        return None
    return known_raters().asked().filter(pk=int(number)).first()


def _proof(number: int) -> str:
    proof = derive(settings.SECRET_KEY.encode(), "reference", number)
    return base64.b32encode(proof).decode()[:LETTER_CODE]
