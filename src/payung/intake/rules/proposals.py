"""What becomes of a received list: who may propose one, what its rows wait for, what a candidate needs. Pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import Any, NamedTuple

from payung.intake.rules.problems import LEVEL_OF
from payung.shared.problems import Level


class Source(StrEnum):
    """Who proposed a list (usulan)."""

    DESA = "desa"
    DINAS = "dinas"
    GROUP = "group"
    COUNCIL = "council"  # aspiration of the DPRD (pokir)
    SELF = "self"


class RowState(StrEnum):
    """What a row has come to. Those of `WAITS` wait; the others are done."""

    ERROR = "error"  # waits to be mended by its sender
    DECISION = "decision"  # waits for a person
    CANDIDATE = "candidate"
    RETURNED = "returned"  # was a candidate whose NIK is another's: waits to be mended by its sender
    MENDED = "mended"  # a returned list has a better one
    REFUSED = "refused"  # a person said no, with a reason


WAITS = (RowState.ERROR, RowState.DECISION, RowState.RETURNED)
# What the check does not ask, but whoever receives a list must: beside the codes of the check.
OTHER_DESA = "DESA_NOT_OF_SENDER"
KEY_UNSURE = "ROW_KEY_UNSURE"
RECEIVING_CODES = (OTHER_DESA, KEY_UNSURE)
NIK_OF_ANOTHER = "NIK_OF_ANOTHER"  # what only the room above can find: of rows that are returned
_CODES_MOST = 400
# What a candidate needs, and how people call it.
NEEDED: Mapping[str, str] = {
    "nik": "NIK",
    "name": "nama",
    "sex": "jenis kelamin",
    "birth_date": "tanggal lahir",
    "desa_code": "desa/kelurahan",
    "occupation": "pekerjaan",
}
_values = itemgetter(*NEEDED)


class Came(NamedTuple):
    """A row as it is received: its state, and the codes of what was found."""

    state: RowState
    codes: str


_GOOD = Came(RowState.CANDIDATE, "")


def came(row: Mapping[str, Any], *, desa_of_sender: str, sure: bool) -> Came:
    """What a checked row comes to. `sure`: it came new, or its key says for certain which row it was.

    A good row waits for a person where a desa names somebody of another desa, or where its key was copied or changed.
    """
    if sure and not desa_of_sender and not row["problems"] and row["status"] == "ready" and all(_values(row)):
        return _GOOD  # most rows
    found = dict.fromkeys([problem["code"] for problem in row["problems"]]) if row["problems"] else {}
    if desa_of_sender and row["desa_code"] and row["desa_code"] != desa_of_sender:
        found[OTHER_DESA] = None
    if not sure:
        found[KEY_UNSURE] = None
    asks = OTHER_DESA in found or KEY_UNSURE in found or row["status"] == "decision"
    if row["status"] == "error":
        state = RowState.ERROR
    elif asks or not all(_values(row)):
        state = RowState.DECISION
    else:
        state = RowState.CANDIDATE
    return Came(state, _joined(found))


def lacking(row: Mapping[str, Any]) -> Sequence[str]:
    """What a candidate needs and this row has not: it can only be mended in the list."""
    return [name for name in NEEDED if not row[name]]


def asked_by(codes: str) -> frozenset[str]:
    """Of the codes of a row, those that a person must settle."""
    return frozenset(code for code in codes.split() if code in RECEIVING_CODES or LEVEL_OF.get(code) is Level.DECISION)


def with_code(codes: str, code: str) -> str:
    """The codes of a row with one more, which stands first."""
    return _joined(dict.fromkeys([code, *codes.split()]))


def without_code(codes: str, code: str) -> str:
    return " ".join(one for one in codes.split() if one != code)


def _joined(codes: Mapping[str, None]) -> str:
    """The codes with spaces between; of a row with very many, as many as there is room for."""
    text = " ".join(codes)
    return text if len(text) <= _CODES_MOST else text[: _CODES_MOST + 1].rpartition(" ")[0]
