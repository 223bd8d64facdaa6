"""The sheet 'berkas yang masih kurang' for the family of a claim."""

from collections.abc import Sequence
from datetime import date
from typing import IO

from django.conf import settings

from payung.claims.present.papers import name_of
from payung.claims.queries.claims import ClaimFacts
from payung.claims.rules.needed import Needed, Stage
from payung.gateways.papers.missing_papers import MissingPaper, MissingSheet, write_missing_sheet
from payung.shared.dates import day_text


def write_missing(*, out: IO[bytes], claim: ClaimFacts, papers: Sequence[Needed], day: date) -> None:
    """What the family still has to bring: what waits for a look is with us, yearly papers of scholarships come apart."""
    office = str(settings.PAYUNG.office)
    sheet = MissingSheet(
        office=office,
        about=f"{claim.person_name}, {claim.desa}, kejadian {day_text(claim.event_date)}",
        code=claim.code,
        day=day,
        papers=[
            MissingPaper(name=name_of(one), issuer=one.issuer, because=one.returned_because)
            for one in papers
            if not one.there and not one.waits and one.stage is not Stage.SCHOLARSHIP
        ],
        bring_to=f"petugas desa atau {office}",
    )
    write_missing_sheet(out=out, sheet=sheet)
