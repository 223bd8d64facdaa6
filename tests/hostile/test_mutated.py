"""Honest files with bytes changed at random, the same each run: whatever comes of it is an answer or a refusal."""

import random
from collections.abc import Callable

import pytest

from hostile import office
from hostile.kinds import NO_ROWS, READ
from hostile.test_hostile import checked
from hostile.zips import Entry, zipped
from payung.gateways.spreadsheets.guard import Inspection, Refusal, inspect

CODES = {"FILE_UNREADABLE", "FILE_LOCKED", "FILE_EMPTY", "FILE_TOO_LARGE", "FILE_HOSTILE"}
PARTS = {"xlsx": office.xlsx_parts, "ods": office.ods_parts, "docx": office.docx_parts}
HONEST = {name: office.packed(parts()) for name, parts in PARTS.items()} | {
    "xls": office.xls(),
    "csv": ((";".join(office.HEADER) + "\r\n") + (";".join(office.PERSON) + "\r\n") * 20).encode(),
}


def mutated(honest: bytes, seed: str) -> bytes:
    """One to eight changes: a byte, a run of bytes, a number of four bytes, a cut, a repetition."""
    luck = random.Random(seed)
    raw = bytearray(honest)
    for _ in range(luck.randint(1, 8)):
        at = luck.randrange(len(raw) or 1)
        match luck.randrange(6):
            case 0 | 1:
                raw[at : at + 1] = luck.randbytes(1)
            case 2:
                raw[at : at + 4] = luck.choice((b"\xff\xff\xff\xff", bytes(4), b"\xff\xff\xff\x7f", luck.randbytes(4)))
            case 3:
                raw[at : at + 16] = luck.randbytes(16)
            case 4:
                del raw[at : at + luck.randrange(64)]
            case 5:
                raw[at:at] = raw[max(0, at - 200) : at]
    return bytes(raw) or b"x"


def mutated_inside(kind: str, seed: str) -> bytes:
    """A sound zip of parts that are not: the changes reach the reader of the format instead of the zip's."""
    luck = random.Random(seed)
    parts = office.entries(PARTS[kind]())
    chosen = luck.randrange(len(parts))
    return zipped(
        Entry(name=part.name, data=mutated(part.data, seed) if at == chosen else part.data)
        for at, part in enumerate(parts)
    )


class TestInspect:
    @pytest.mark.parametrize("kind", HONEST)
    def test_answers_or_refuses_whatever_bytes_are_changed(self, kind, tmp_path):
        for number in range(300):
            path = tmp_path / "daftar"
            path.write_bytes(mutated(HONEST[kind], f"{kind} {number}"))
            answer = inspect(path)
            assert isinstance(answer, Inspection) or answer.code in CODES

    @pytest.mark.parametrize("kind", PARTS)
    def test_answers_or_refuses_whatever_is_changed_inside_a_part(self, kind, tmp_path):
        for number in range(300):
            path = tmp_path / "daftar"
            path.write_bytes(mutated_inside(kind, f"{kind} {number}"))
            answer = inspect(path)
            assert isinstance(answer, Inspection | Refusal)


class TestCheck:
    @pytest.mark.parametrize("number", range(4))
    @pytest.mark.parametrize("kind", HONEST)
    def test_answers_or_refuses_what_the_guard_let_through(self, kind, number, tmp_path):
        path = tmp_path / "daftar"
        make: Callable[[str], bytes] = (
            (lambda seed: mutated_inside(kind, seed)) if kind in PARTS else (lambda seed: mutated(HONEST[kind], seed))
        )
        for attempt in range(40):
            path.write_bytes(make(f"{kind} {number} {attempt}"))
            if isinstance(inspect(path), Inspection):
                break
        run = checked(path, tmp_path / "report.json")
        assert run.outcome in CODES | {READ, "HEADER_NOT_FOUND", NO_ROWS}
        assert "Traceback" not in run.stderr
