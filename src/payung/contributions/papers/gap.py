"""The letter to the treasurer: who loses cover when, unless the money moves."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from payung.contributions.papers.letters import office_facts, word
from payung.contributions.present.gap import STAND_WORDS
from payung.contributions.queries.gap import GapGroup
from payung.contributions.rules.gap import OF_TREASURER
from payung.decrees import queries as decrees
from payung.decrees.rules.signing import Signing
from payung.gateways.letters import shipped_letter
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.dates import day_text
from payung.shared.money import grouped, rupiah_text
from payung.shared.words import number_words

LETTER = "surat_bendahara"


def waiting_for_money(found: Sequence[GapGroup]) -> list[GapGroup]:
    """Those whose bill waits for a step of the payment chain."""
    return [group for group in found if group.stand in OF_TREASURER]


def letter_to_treasurer(*, programme: ProgrammeFacts, found: Sequence[GapGroup], today: date) -> bytes:
    """The letter as .docx. Without anybody waiting it says nobody; the page offers it only where somebody does."""
    with translation.override("id"):
        return _letter(programme, waiting_for_money(found), today)


def _letter(programme: ProgrammeFacts, waiting: Sequence[GapGroup], today: date) -> bytes:
    safe = [group.edge.safe_until for group in waiting if group.edge and group.edge.safe_until >= today]
    heads = sum(group.heads for group in waiting)
    signing = _signing(programme.id)
    facts = office_facts(name=LETTER, place=signing.place, address=signing.office_address, office=signing.office) | {
        "tanggal": today,
        "program": programme.name,
        "tahun": programme.first_month.year,
        "dana": ", ".join(sorted({group.fund_name for group in waiting})),
        "per_tanggal": day_text(today),
        "orang": grouped(heads),
        "orang_huruf": number_words(heads),
        "sebelum": day_text(min(safe)) if safe else "hari ini juga",
        "baris": [
            {
                "dana": group.fund_name,
                "menunggu": str(STAND_WORDS[group.stand]),
                "orang": grouped(group.heads),
                "jumlah_rp": rupiah_text(group.waiting_rp),
                "aman": group.edge.safe_until if group.edge else "belum terlindungi",
                "putus": group.edge.lapses_on if group.edge else "belum terlindungi",
            }
            for group in waiting
        ],
    }
    return word(name=LETTER, facts={name: facts[name] for name in shipped_letter(LETTER).words if "." not in name})


def _signing(programme_id: int) -> Signing:
    """Of the decree that came into force last."""
    found = [one for one in decrees.decrees(programme_id=programme_id) if one.in_force_date]
    return found[0].signing if found else Signing()
