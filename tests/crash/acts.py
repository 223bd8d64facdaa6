"""What requesters of the decree harnesses ask for, each in a process of its own: an act under a key, a short answer."""

from datetime import date
from uuid import UUID

from crash.house import CHECKER, HEAD, LATER, NOW, OPERATOR
from payung.decrees.actions import (
    amend_decree,
    check_decree,
    put_in_force,
    record_signature,
    replace_by_minutes,
    return_decree,
    send_for_signature,
    set_aside,
)
from payung.decrees.actions.from_selection import draft_decree
from payung.decrees.files import Paper
from payung.decrees.queries.facts import DecreeFacts
from payung.decrees.rules.change import In, Out

SCAN = Paper(code="0" * 32, name="keputusan.pdf", sha256="a" * 64, size=3)
ABOUT, BECAUSE = "Penerima bantuan iuran tahun 2027", "Diganti sesuai hasil verifikasi"


def draft(programme_id: int, selection_id: int, key: UUID) -> tuple[int, str]:
    return told(
        draft_decree(
            programme_id=programme_id,
            selection_id=selection_id,
            about=ABOUT,
            request_key=key,
            actor=OPERATOR,
            now=NOW,
        )
    )


def amend(decree_id: int, out: list[Out], named: list[In], key: UUID) -> tuple[int, str]:
    words = {"decree_id": decree_id, "about": ABOUT, "out": out, "named": named, "request_key": key}
    return told(amend_decree(**words, actor=OPERATOR, now=LATER))


def replace(decree_id: int, out: list[Out], named: list[In], key: UUID) -> tuple[int, str]:
    words = {"decree_id": decree_id, "about": ABOUT, "out": out, "named": named, "request_key": key}
    return told(replace_by_minutes(**words, actor=OPERATOR, now=LATER))


def check(decree_id: int, key: UUID) -> tuple[int, str]:
    return told(check_decree(decree_id=decree_id, request_key=key, actor=CHECKER, now=LATER))


def give_back(decree_id: int, key: UUID) -> tuple[int, str]:
    return told(return_decree(decree_id=decree_id, because=BECAUSE, request_key=key, actor=CHECKER, now=LATER))


def send(decree_id: int, key: UUID) -> tuple[int, str]:
    return told(send_for_signature(decree_id=decree_id, request_key=key, actor=HEAD, now=LATER))


def sign(decree_id: int, counted: int, key: UUID) -> tuple[int, str]:
    return told(
        record_signature(
            decree_id=decree_id,
            number=f"188.45/{decree_id}/2026",
            signed_date=date(2026, 12, 21),
            scan=SCAN,
            scan_line_count=counted,
            request_key=key,
            actor=OPERATOR,
            now=LATER,
        )
    )


def enforce(decree_id: int, key: UUID) -> tuple[int, str]:
    words = {"decree_id": decree_id, "in_force_date": date(2027, 1, 1), "request_key": key}
    return told(put_in_force(**words, actor=HEAD, now=LATER))


def lay_aside(decree_id: int, key: UUID) -> tuple[int, str]:
    return told(set_aside(decree_id=decree_id, because=BECAUSE, request_key=key, actor=HEAD, now=LATER))


def told(facts: DecreeFacts) -> tuple[int, str]:
    return facts.id, str(facts.state)
