"""Reads, checks and marks one list inside the guarded child process (`gateways.spreadsheets.child`).

Standard input holds the request, standard output takes the answer. A fault that lies in the request and not in the list
is answered as `{"fault": "…"}`, for the parent to say.
"""

import gc
import io
import json
import sys
from dataclasses import replace
from pathlib import Path

from payung.gateways.spreadsheets.book import BookFault, open_book
from payung.gateways.spreadsheets.marked.returned import read_return
from payung.intake.answer import Origins, write_answer
from payung.intake.check import Check
from payung.intake.members import NoMembers, read_members
from payung.intake.refused import Json, refused_answer
from payung.intake.request import Request
from payung.intake.rules.problems import Finding, told
from payung.intake.rules.vocabulary import Vocabulary
from payung.intake.vocabulary import vocabulary
from payung.programmes.load import ProgrammeFault


def main() -> int:
    """Answer one request."""
    gc.disable()  # millions of small tuples and no cycle: the collector would only count them, a fifth of the time
    request = Request.from_json(json.load(sys.stdin))
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", write_through=False)
    try:
        words = _vocabulary(request)
    except (ProgrammeFault, NoMembers, BookFault, OSError) as fault:
        json.dump({"fault": _fault_text(fault, request)}, out)
    else:
        _answer(request, words, out)
    out.flush()
    return 0


def _vocabulary(request: Request) -> Vocabulary:
    desa = request.received.desa if request.received else None
    words = vocabulary(on=request.on, programme=request.programme, occupation=request.occupation, desa=desa)
    if request.members is None:
        return words
    path, inspection = request.members
    return replace(words, members=read_members(path=path, inspection=inspection, vocabulary=words))


def _answer(request: Request, words: Vocabulary, out: io.TextIOWrapper) -> None:
    try:
        book = open_book(request.path, request.inspection)
        remembered = request.received.remembered if request.received else {}
        check = Check(
            book=book, vocabulary=words, mapping=request.mapping, remembered=remembered, watcher=_say_progress
        )
        origins = _origins(request) if request.received else None
        write_answer(
            out=out,
            check=check,
            file=request.name,
            sha256=request.sha256,
            with_rows=request.with_rows,
            origins=origins,
        )
    except BookFault as fault:
        problem = told(Finding(fault.code, None, (("sebab", fault.detail),)))
        _answer_instead(
            refused_answer(file=request.name, sha256=request.sha256, problem=problem, with_rows=request.with_rows), out
        )
        return
    if request.marked:
        try:
            _mark(request, check, request.marked)
        except OSError as fault:  # the place it was to be written to, not the list
            _answer_instead({"fault": _fault_text(fault, request)}, out)


def _origins(request: Request) -> Origins:
    """Which rows of which marked list these are, where one has come back."""
    returned = read_return(request.path)
    if returned is None:
        return Origins()
    return Origins(sha256=returned.sha256, rows={(row.sheet_now, row.row_now): row for row in returned.rows})


def _mark(request: Request, check: Check, marked: Path) -> None:
    from payung.intake.marking import mark_list  # its writers take longer to load than most lists to check

    mark_list(check=check, source=request.path, kind=request.inspection.kind, sha256=request.sha256, out=marked)


def _answer_instead(answer: Json, out: io.TextIOWrapper) -> None:
    """Nothing but this stands in the answer."""
    out.seek(0)
    out.truncate()
    json.dump(answer, out, ensure_ascii=False)


def _say_progress(done: int, total: int) -> None:
    sys.stderr.write(f"progress {done} {total}\n")
    sys.stderr.flush()


def _fault_text(fault: Exception, request: Request) -> str:
    if isinstance(fault, NoMembers):
        return f"no NIK found in the members file {request.members[0] if request.members else ''}"
    return " ".join(str(fault).split())


if __name__ == "__main__":
    sys.exit(main())
