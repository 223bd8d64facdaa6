"""Reads the people of one list inside the guarded child process (`gateways.spreadsheets.child`).

Standard output: `{"has_heading": …, "is_blank": …}` on the first line, then one person a line as an array.
A fault that lies in the file is `{"fault": "…"}`.
"""

import gc
import io
import json
import sys

from payung.gateways.spreadsheets.book import BookFault, open_book
from payung.intake.people import People
from payung.intake.request import Request
from payung.intake.vocabulary import vocabulary

_PROGRESS_EVERY = 5_000


def main() -> int:
    """Answer one request."""
    gc.disable()  # millions of small tuples and no cycle
    request = Request.from_json(json.load(sys.stdin))
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", write_through=False)
    try:
        book = open_book(request.path, request.inspection)
        people = People(book=book, vocabulary=vocabulary(on=request.on))
        out.write(json.dumps({"has_heading": people.has_heading, "is_blank": people.is_blank}) + "\n")
        _write(people, out, total=sum(sheet.row_count for sheet in book.sheets))
    except BookFault as fault:
        out.seek(0)
        out.truncate()
        out.write(json.dumps({"fault": " ".join(str(fault).split())}) + "\n")
    out.flush()
    return 0


def _write(people: People, out: io.TextIOWrapper, *, total: int) -> None:
    for place, person in enumerate(people, start=1):
        out.write(json.dumps(person, ensure_ascii=False) + "\n")
        if place % _PROGRESS_EVERY == 0:
            sys.stderr.write(f"progress {place} {total}\n")
            sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
