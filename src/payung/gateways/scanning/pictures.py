"""A picture made anew from its pixels alone: what else its file held is gone. Runs in the confined child only."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from payung.gateways.scanning.limits import PIXELS_MOST, SIDE_MOST
from payung.gateways.spreadsheets.inspection import Refused, hostile, too_large, unreadable

KEPT_SIDE = 3508  # A4 at 300 dots an inch: finer than any paper is read
_JPEG_QUALITY = 85
_FORMATS = ("JPEG", "PNG")


def made_again(data: bytes) -> tuple[str, bytes]:
    """`jpeg` or `png`, and the new file: upright, on white, no longer than A4 at 300 dpi. Raises Refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        kind, picture = _opened(data)
        plain = _plain(picture)
    out = io.BytesIO()
    if kind == "JPEG":
        plain.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
        return "jpeg", out.getvalue()
    plain.save(out, "PNG")
    return "png", out.getvalue()


def _opened(data: bytes) -> tuple[str, Image.Image]:
    """The first picture of the file with its pixels read. Its size is looked at before any pixel is."""
    Image.MAX_IMAGE_PIXELS = PIXELS_MOST
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        _refuse_size(picture)
        kind = "PNG" if picture.format == "PNG" else "JPEG"  # a phone's JPEG of several pictures calls itself MPO
        picture.draft("RGB", (KEPT_SIDE, KEPT_SIDE))
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise _too_many_pixels() from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as fault:
        raise unreadable("gambarnya rusak atau terpotong") from fault
    return kind, picture


def _refuse_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > PIXELS_MOST or max(width, height) > SIDE_MOST:
        raise _too_many_pixels()
    if min(width, height) < 1:
        raise hostile("ukurannya tidak mungkin")


def _too_many_pixels() -> Refused:
    return too_large(f"gambarnya lebih dari {PIXELS_MOST // 1_000_000} juta titik")


def _plain(picture: Image.Image) -> Image.Image:
    """A new picture that knows nothing of the old one but its colours."""
    upright = ImageOps.exif_transpose(picture)
    has_alpha = upright.mode in ("LA", "PA", "P", "RGBA") or "transparency" in upright.info
    shown = upright.convert("RGBA" if has_alpha else "RGB")
    shown.thumbnail((KEPT_SIDE, KEPT_SIDE))
    plain = Image.new("RGB", shown.size, "white")
    plain.paste(shown, mask=shown if has_alpha else None)
    return plain
