"""How an event is written down so that anyone can compute its hash again, and what it must never hold.

Canonical JSON: keys in order, no spaces, letters as they are (no \\u), text in Unicode's form NFC.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

GENESIS = "0" * 64  # what the first event has before it
LONGEST = 80  # characters of actor, act and subject
_ACT = re.compile(r"[a-z_]+\.[a-z_]+")
_SIXTEEN_DIGITS = re.compile(r"(?<!\d)(?:\d['’ .\u00a0-]?){15,}\d")
_RANDOM = re.compile(r"[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # a hash or UUID
_NIK_LEAST = 10**15


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event as it is hashed. `facts` is canonical JSON already: not one space of it may change either."""

    kabupaten: str
    number: int
    at: datetime
    actor: str
    act: str
    subject: str
    facts: str
    previous: str


def hash_of(entry: Entry) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of all that the entry holds."""
    written = {
        "kabupaten": entry.kabupaten,
        "number": entry.number,
        "at": instant_text(entry.at),
        "actor": entry.actor,
        "act": entry.act,
        "subject": entry.subject,
        "facts": entry.facts,
        "previous": entry.previous,
    }
    return sha256(_json(written).encode()).hexdigest()


def instant_text(at: datetime) -> str:
    """`2026-11-22T06:30:00.000000Z`: UTC, always to the microsecond. Raises ValueError for an hour of no zone."""
    if at.tzinfo is None:
        raise ValueError("An event has its hour with its zone.")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(facts: Mapping[str, object]) -> str:
    """The facts as canonical JSON. Raises ValueError for what has no place in an event, a NIK above all."""
    return _json(_plain(facts))


def plain_name(text: str, *, what: str) -> str:
    """An actor or subject in NFC. Raises ValueError where it is empty, too long, or could be a NIK."""
    if not 1 <= len(text) <= LONGEST:
        raise ValueError(f"The {what} of an event has 1 to {LONGEST} characters.")
    return _plain_text(text)


def plain_act(text: str) -> str:
    """An act named `room.verb_noun`. Raises ValueError where it is not."""
    if not _ACT.fullmatch(text) or len(text) > LONGEST:
        raise ValueError(f"An act is written room.action, not {text!r}.")
    return text


def could_hold_nik(text: str) -> bool:
    """Whether 16 digits or more follow one another, also with a space, dot, hyphen or apostrophe between.

    Hashes and UUIDs, alone in their text, are not taken for one, though one hash in a hundred holds such digits.
    """
    return not _RANDOM.fullmatch(text) and _SIXTEEN_DIGITS.search(text) is not None


def without_niks(text: str) -> str:
    """The text, with … for whatever could be a NIK: of names that a file came with, which nobody can be asked to change."""
    return _SIXTEEN_DIGITS.sub("…", text)


def hash_of_lines(lines: Iterable[bytes | str]) -> str:
    """One hash for many lines, in their order: what `sha256sum` says of a file in which each ends with a newline.

    Raises ValueError for a line that holds a newline: two lists could then have the same hash.
    """
    found = sha256()
    for line in lines:
        written = unicodedata.normalize("NFC", line).encode() if isinstance(line, str) else line
        if b"\n" in written:
            raise ValueError("A line of a list that is hashed holds no newline.")
        found.update(written + b"\n")
    return found.hexdigest()


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _plain_number(value)
    if isinstance(value, str):
        return _plain_text(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return _plain_mapping(value)
    raise ValueError(f"An event holds no {type(value).__name__}; days and sums are written as text and whole numbers.")


def _plain_mapping(value: Mapping[object, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, part in value.items():
        if not isinstance(key, str):
            raise ValueError("The facts of an event are named by words.")
        name = _plain_text(key)
        if name in found:
            raise ValueError("Two facts of an event have the same name.")
        found[name] = _plain(part)
    return found


def _plain_number(value: int) -> int:
    if abs(value) >= _NIK_LEAST:
        raise ValueError("A number in an event could be a NIK: it has 16 digits or more.")
    return int(value)


def _plain_text(value: str) -> str:
    if could_hold_nik(value):
        raise ValueError("A text in an event could hold a NIK: 16 digits follow one another.")
    if "\x00" in value:
        raise ValueError("A text in an event holds a character that PostgreSQL cannot keep.")
    text = unicodedata.normalize("NFC", str(value))
    text.encode()  # refuses half a character (a lone surrogate), which has no bytes; UnicodeEncodeError is a ValueError
    return text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
