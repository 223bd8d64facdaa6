"""Lists of the dead as offices write them, about members of `cast`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from payung.claims.actions.deaths import take_list
from payung.claims.models import DeathLine
from payung.claims.queries.deaths import ListFacts
from payung.claims.tests.cast import NOW, RINA
from payung.gateways.sealing import Kind, sealer
from payung.membership.models import Membership
from payung.people.models import Identity

HEADINGS = ("No.", "N I K", "Nama Almarhum/ah", "Tempat/Tgl. Lahir", "Tgl Kematian", "Desa")
DIED = date(2027, 5, 3)


def nik_of(member: Membership) -> str:
    identity = Identity.objects.filter(person=member.person_id, to_date=None).get()
    return sealer("63.02").opened(bytes(identity.nik_sealed), Kind.NIK)


def row(member: Membership, **otherwise: str) -> list[str]:
    """The member as the list should tell it, but for what is named."""
    told = {
        "no": "1",
        "nik": nik_of(member),
        "name": f"Alm. {member.person.name}",
        "born": f"Kotabaru, {member.person.birth_date:%d-%m-%Y}",
        "died": f"{DIED:%d/%m/%Y}",
        "desa": "Rampa",
    }
    return list((told | otherwise).values())


def csv(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Path:
    path = Path(mkdtemp(prefix="payung-deaths-")) / f"kematian-{uuid4().hex}.csv"
    lines = [f"Daftar kematian {uuid4().hex};;;;;", ";".join(headings), *(";".join(one) for one in rows)]
    path.write_text("\n".join([*lines, "", ";;Mengetahui, Kepala Dinas;;;"]), encoding="utf-8")
    return path


def taken(*rows: Sequence[str], **words) -> ListFacts:
    return take_list(upload=csv(*rows, **words), source="Dukcapil", actor=RINA, now=NOW)


def lines_of(found: ListFacts) -> list[DeathLine]:
    return list(DeathLine.objects.filter(list=found.id).order_by("row", "id"))


def line_of(found: ListFacts) -> DeathLine:
    (line,) = lines_of(found)
    return line
