"""Photographs: taken by what is in them, drawn anew, upright, without what a camera wrote; else refused in words."""

from io import BytesIO

import pytest
from PIL import Image

from ninefold.core.errors import NinefoldError
from ninefold.core.photo import LARGEST, SIDE, read_photo
from tests.academy.directory import photo_file


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(read_photo(content).content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_a_camera_wrote_is_gone_and_what_is_kept_is_a_small_square(kind: str) -> None:
    content = photo_file((900, 1200), kind)
    assert b"taken at home" in content
    kept = opened(content)
    assert b"taken at home" not in read_photo(content).content
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (SIDE, SIDE), {})


def test_a_photograph_taken_with_the_camera_upside_down_is_turned() -> None:
    top = opened(photo_file((200, 200), orientation=3)).getpixel((100, 10))
    assert isinstance(top, tuple)
    assert top[2] > 200 > top[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "JPEG, PNG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG, PNG or WebP"),
        (photo_file(kind="GIF"), "JPEG, PNG or WebP"),
        (photo_file((900, 900))[:3000], "broken or cut off"),
        (photo_file((60, 300)), "at least 120 pixels"),
        (photo_file((5001, 5000)), "more than 25 million pixels"),
        (b"\x00" * (LARGEST + 1), "more than 2 MB"),
    ],
)
def test_what_is_no_photograph_or_too_large_or_too_small_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(NinefoldError, match=said):
        read_photo(content)
