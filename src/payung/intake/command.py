"""`payung check`: the problems of a list, as JSON for programs or in words for people. CONTRACTS says it exactly."""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, Any, NoReturn, Self

from payung.intake.checking import CannotRun, Wishes, check_file
from payung.intake.rules.headings import Layout
from payung.intake.rules.text import column_index

_WITA = timedelta(hours=8)
_COPY_BYTES = 1 << 20
_SHOWN_CODES = 10


class _OneLine(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> NoReturn:
        raise CannotRun(message)


def main(argv: list[str]) -> int:
    """Run the command: 0 answered, 2 could not run (one line on standard error)."""
    try:
        options = _parser().parse_args(argv)
        with tempfile.TemporaryFile(prefix="payung-") as answer:  # has no name: nothing of it stays
            _check(options, answer)
            answer.seek(0)
            _print(answer, as_json=options.json)
    except (CannotRun, OSError) as fault:
        reason = f"{fault.filename}: {fault.strerror}" if isinstance(fault, OSError) and fault.filename else str(fault)
        sys.stderr.write(f"payung check: {' '.join(reason.split())}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(
        prog="payung check", description="Memeriksa daftar calon peserta dalam bentuk apa pun.", allow_abbrev=False
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--on", type=_day, default=None, metavar="YYYY-MM-DD", help="hari rencana pendaftaran")
    parser.add_argument("--programme", type=Path, metavar="FILE.yaml")
    parser.add_argument("--members", type=Path, metavar="FILE", help="NIK yang sudah menjadi peserta kita")
    parser.add_argument("--mapping", type=Path, metavar="FILE.json", help="kolom yang ditunjukkan sendiri")
    parser.add_argument("--occupation", metavar="WORD", help="pekerjaan untuk seluruh daftar")
    parser.add_argument("--marked", type=Path, metavar="OUT.xlsx", help="tulis buku kerja bertanda")
    parser.add_argument("--summary", action="store_true", help="tanpa rincian tiap baris")
    parser.add_argument("--json", action="store_true", help="jawab dengan JSON")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"not a date written YYYY-MM-DD: {text!r}") from fault


def _check(options: argparse.Namespace, answer: IO[bytes]) -> None:
    wishes = Wishes(
        on=options.on or (datetime.now(UTC) + _WITA).date(),
        programme=options.programme,
        members=options.members,
        mapping=read_mapping(options.mapping) if options.mapping else None,
        occupation=options.occupation,
        marked=options.marked,
        with_rows=not options.summary and options.json,
    )
    with _Progress() as progress:
        check_file(path=options.file, name=options.file.name, wishes=wishes, answer=answer, on_progress=progress.show)


def read_mapping(path: Path) -> Mapping[str, Layout]:
    """The layouts a person has shown us, by sheet; a sheet without columns is left to us. Raises CannotRun."""
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        return {_shown_sheet(item): _shown_layout(item) for item in items if item["columns"]}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise CannotRun(f"{path} is not a mapping as in CONTRACTS: {fault}") from fault


def _shown_sheet(item: Mapping[str, Any]) -> str:
    """Its name, also under the key that an answer gives it."""
    return str(item["sheet"] if "sheet" in item else item["name"])


def _shown_layout(item: Mapping[str, Any]) -> Layout:
    rows = tuple(int(row) for row in item.get("header_rows", ()))
    if list(rows) != sorted(set(rows)) or any(row < 1 for row in rows):
        raise ValueError(f"header_rows {list(rows)} are not rows in order")
    columns = {str(name): column_index(letters) for name, letters in item["columns"].items()}
    from payung.intake.vocabulary import mappable_fields  # reads YAML, needed by few

    if unknown := columns.keys() - mappable_fields():
        raise ValueError(f"no such columns: {', '.join(sorted(unknown))}")
    return Layout(header_rows=rows, columns=columns)


class _Progress:
    """A bar on standard error, for a person who watches; nothing otherwise."""

    def __enter__(self) -> Self:
        self._bar: Any = None
        return self

    def show(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(total=total, desc="Memeriksa", unit=" baris", leave=False)
        if done < self._bar.n:  # the rows are gone through once more, to be told or marked
            self._bar.reset(total)
        self._bar.update(done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


def _print(answer: IO[bytes], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.flush()
        shutil.copyfileobj(answer, sys.stdout.buffer, _COPY_BYTES)
        sys.stdout.buffer.flush()
        return
    found = json.load(answer)
    counts = found["counts"]
    lines = [
        f"{found['file']}: {counts['rows']} baris orang",
        f"  {counts['ready']:>7} siap",
        f"  {counts['error']:>7} perlu diperbaiki",
        f"  {counts['decision']:>7} perlu keputusan",
        *(f"  {problem['message']} {problem['remedy']}" for problem in found["problems"]),
        *(f"  {count:>7} {code}" for code, count in list(found["codes"].items())[:_SHOWN_CODES]),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
