"""Facilitators in the directory, for the tests."""

from datetime import date, datetime
from io import BytesIO

from PIL import Image

from ninefold.academy.actions.directory import Said, save_profile
from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.models import Evidence, Profile
from ninefold.accounts.models import Role
from tests.world import OPERATOR

ORIENTATION, DESCRIPTION = 0x0112, 0x010E


def accredit(role: Role, on: date, at: datetime) -> None:
    """That somebody was accredited on a day, by an earlier register."""
    enter_evidence(person=role.person, kind=Evidence.Kind.ACCREDITED, happened_on=on, by=OPERATOR, at=at)


def list_in_directory(role: Role, at: datetime, said: Said | None = None) -> Profile:
    """An accredited facilitator who takes requests."""
    accredit(role, at.date(), at)
    return save_profile(said=said or Said(accepting=True), by=role, at=at)


def photo_file(size: tuple[int, int] = (200, 300), kind: str = "JPEG", orientation: int = 1) -> bytes:
    """A photograph, red at its top and blue at its bottom, with what a camera writes into it."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0], size[1] // 2))
    exif = Image.Exif()
    exif[ORIENTATION], exif[DESCRIPTION] = orientation, "taken at home"
    file = BytesIO()
    picture.save(file, kind, exif=exif)
    return file.getvalue()
