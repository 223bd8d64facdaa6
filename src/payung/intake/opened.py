"""The answer of a list, open for as long as something is read from it."""

from collections.abc import Iterator
from contextlib import contextmanager

from payung.intake import files
from payung.intake.files import Part, Shelf
from payung.intake.models import ReceivedFile, Upload
from payung.intake.result import Result


def shelf_of(upload: Upload | ReceivedFile) -> Shelf:
    """Where its files lie."""
    return Shelf.KEPT if isinstance(upload, ReceivedFile) else Shelf.DAY


@contextmanager
def opened_result(upload: Upload | ReceivedFile) -> Iterator[Result]:
    """Raises FileNotFoundError while there is no answer."""
    shelf = shelf_of(upload)
    with files.opened(upload.code, Part.ANSWER, shelf=shelf) as answer:
        with files.opened(upload.code, Part.INDEX, shelf=shelf) as index:
            result = Result(answer=answer, index=index)
        yield result
