"""The list of a request: each person by what that register needs to find him, and columns for its answer.

NIK and KK stand in it in full, so it is never in the clear on the disk: sealed while it is written.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import IO, cast

from django.db.models.functions import Coalesce

from payung.eligibility.models import Request
from payung.eligibility.prechecks import files
from payung.eligibility.prechecks.files import Part
from payung.eligibility.rules.request_columns import HEADINGS, TITLES, TO_FILL, TOLD, Asked
from payung.eligibility.rules.words import Register
from payung.gateways import sealing
from payung.gateways.lists import Cell, Column, Kind, ListRow, write_list
from payung.gateways.sealed_files import SealedWriter
from payung.regions.load import gazetteer
from payung.shared.codes import grouped

_WIDTHS = {Asked.NIK: 20, Asked.KK: 20, Asked.NAME: 32, Asked.BIRTH_DATE: 14, Asked.DESA: 30}
_KINDS = {Asked.NIK: Kind.DIGITS, Asked.KK: Kind.DIGITS, Asked.BIRTH_DATE: Kind.DAY}
_NOTES = (
    "Isi kolom di sebelah kanan, atau jawab dengan berkas sendiri; tata letak apa pun dapat kami baca.",
    "Baris boleh diurutkan dan dihapus. Yang tidak dijawab tetap kami anggap belum diperiksa.",
)
_PERSON_COLUMNS = ("person_id", "row_key", "person__desa_code", "person__name", "person__birth_date")


def write_list_of(request: Request, *, kabupaten: str, niks: dict[int, str]) -> None:
    """The list lies sealed; its hash stands on the request, and so in the letter that goes with it."""
    register = Register(request.register)
    to_fill = TO_FILL[register]
    columns = [
        Column(heading="No", width=6, kind=Kind.NUMBER),
        *(Column(heading=HEADINGS[one], width=_WIDTHS[one], kind=_KINDS.get(one, Kind.TEXT)) for one in TOLD[register]),
        *(Column(heading=heading, choices=choices) for heading, choices in to_fill),
    ]
    with files.written(request.code, Part.LIST) as sealed:
        out = _SealedOut(sealed)
        write_list(
            out=cast("IO[bytes]", out),
            title=TITLES[register],
            columns=columns,
            rows=_rows(request, kabupaten, niks, blanks=len(to_fill)),
            request=request.code,
            notes=(f"Permintaan {grouped(request.code)}", *_NOTES),
        )
    request.list_sha256 = out.sha256
    request.save(update_fields=["list_sha256"])


class _SealedOut:
    """What a zip is written to, from the first byte to the last: sealed on the way, and hashed as it is in the clear."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._sealed.write(bytes(data))

    def flush(self) -> None:
        """Nothing waits here."""


def _rows(request: Request, kabupaten: str, niks: dict[int, str], *, blanks: int) -> Iterator[ListRow]:
    """By desa and name, as people look for them."""
    told = TOLD[Register(request.register)]
    cards = _cards(request, kabupaten) if Asked.KK in told else {}
    desas = {desa.code: desa.text for desa in gazetteer(kabupaten).desas}
    rows = request.lines.order_by("person__desa_code", "person__name", "id").values_list(*_PERSON_COLUMNS)
    for number, (person_id, key, desa_code, name, birth_date) in enumerate(rows.iterator(), start=1):
        facts: dict[Asked, str | date] = {
            Asked.NIK: niks[person_id],
            Asked.KK: cards.get(person_id, ""),
            Asked.NAME: name,
            Asked.BIRTH_DATE: birth_date,
            Asked.DESA: desas.get(desa_code, desa_code),
        }
        cells: list[Cell] = [number, *(facts[one] for one in told), *[""] * blanks]
        yield ListRow(cells=cells, code=key)


def _cards(request: Request, kabupaten: str) -> dict[int, str]:
    """The KK number of each person who has one, in clear."""
    opened = sealing.sealer(kabupaten).opened
    card = Coalesce("person__household__kk_sealed", "person__same_as__household__kk_sealed")
    rows = request.lines.annotate(card=card).exclude(card=None).values_list("person_id", "card")
    return {person_id: opened(bytes(sealed), sealing.Kind.KK) for person_id, sealed in rows.iterator()}
