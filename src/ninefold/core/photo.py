"""A photograph of somebody: taken by what is in the file, and drawn anew, without what a camera writes into it."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from ninefold.core.errors import NinefoldError

LARGEST = 2_000_000  # bytes of the file that is sent
MOST_PIXELS = 25_000_000  # drawn anew in memory, of which a pixel takes four bytes
SMALLEST_SIDE, SIDE = 120, 480  # pixels: of what is sent, and of what is kept
READ = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/jpeg"
QUALITY = 85


@dataclass(frozen=True)
class Photograph:
    """The photograph as it is kept and sent: square, upright, a JPEG of its own; `digest` tells it from another."""

    content: bytes
    digest: str


def read_photo(content: bytes) -> Photograph:
    """The photograph in a file. Raises NinefoldError with what is wrong with it, and what would be right."""
    if len(content) > LARGEST:
        raise NinefoldError(f"The photograph has more than {LARGEST // 1_000_000} MB. Save it smaller.")
    try:
        with warnings.catch_warnings():
            # What it warns of is refused below, by a limit of our own.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=READ) as picture:
                _check_size(*picture.size)
                drawn = _drawn(picture)
    except UnidentifiedImageError:
        raise NinefoldError("The photograph should be a JPEG, PNG or WebP file. This is none of them.") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise NinefoldError("The photograph is broken or cut off. Save it again, and choose the new file.") from None
    kept = BytesIO()
    drawn.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return Photograph(kept.getvalue(), hashlib.sha256(kept.getvalue()).hexdigest())


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise NinefoldError(f"The photograph has more than {MOST_PIXELS // 1_000_000} million pixels. Save it smaller.")
    if min(width, height) < SMALLEST_SIDE:
        raise NinefoldError(f"The photograph should be at least {SMALLEST_SIDE} pixels wide and high.")


def _drawn(picture: Image.Image) -> Image.Image:
    """Its pixels alone, turned as the camera was held, cut to a square; what was transparent is white."""
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    side = min(SIDE, *upright.size)
    square = ImageOps.fit(upright, (side, side), centering=(0.5, 0.35))  # faces are above the middle
    clean = Image.new("RGB", square.size, "white")
    clean.paste(square, mask=square.getchannel("A"))
    return clean
