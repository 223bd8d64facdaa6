"""The ranked list as a page and as a workbook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import number
from payung.gateways.lists import Column, Kind, ListRow
from payung.selection.notices import SUFFIX
from payung.selection.sentences import desa_name, kecamatan_name
from payung.selection.telling import Told

OUTCOMES = (
    ("", gettext_lazy("semua")),
    ("dipilih", gettext_lazy("dipilih")),
    ("cadangan", gettext_lazy("cadangan")),
    ("ditahan", gettext_lazy("menunggu jawaban sanggahan")),
    ("dicoret", gettext_lazy("dicoret")),
)
ORDERS = (
    ("", gettext_lazy("urutan seleksi")),
    ("desa", gettext_lazy("desa, lalu urutan")),
    ("nama", gettext_lazy("nama")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RankLine:
    """One person as shown."""

    rank: str
    person_id: int
    name: str
    born: str
    place: str
    receipt: str
    score: str
    state: str
    word: str
    sentence: str


def rank_lines(told: Iterable[Told]) -> list[RankLine]:
    return [_line(one) for one in told]


def columns() -> Sequence[Column]:
    return (
        Column(heading=_("Urutan"), width=9, kind=Kind.NUMBER),
        Column(heading=_("Nama"), width=32),
        Column(heading=_("Tahun lahir"), width=11, kind=Kind.NUMBER),
        Column(heading=_("Desa"), width=22),
        Column(heading=_("Kecamatan"), width=22),
        Column(heading=_("Pekerjaan"), width=20),
        Column(heading=_("Nilai"), width=8, kind=Kind.NUMBER),
        Column(heading=_("Undian"), width=19),
        Column(heading=_("Akhir tanda terima"), width=12),
        Column(heading=_("Hasil"), width=12),
        Column(heading=_("Alasan"), width=80),
    )


def list_rows(told: Iterable[Told]) -> Iterator[ListRow]:
    """The rows of the workbook; no NIK, and of the receipt no more than a notice shows."""
    for one in told:
        facts = one.facts
        cells = (
            *(
                facts.rank,
                facts.name,
                facts.birth_year,
                desa_name(facts.desa_code),
                kecamatan_name(facts.desa_code[:8]),
            ),
            *(facts.occupation, facts.score, facts.draw, facts.receipt_code[-SUFFIX:], _state(one)[1], one.sentence),
        )
        yield ListRow(cells=cells)


def _line(one: Told) -> RankLine:
    facts = one.facts
    state, word = _state(one)
    return RankLine(
        rank=number(facts.rank),
        person_id=facts.person_id,
        name=facts.name,
        born=_("lahir %(year)s") % {"year": facts.birth_year},
        place=" · ".join((desa_name(facts.desa_code), facts.occupation)),
        receipt=f"… {facts.receipt_code[-SUFFIX:]}",
        score=number(facts.score),
        state=state,
        word=word,
        sentence=_without_word(one.sentence, word),
    )


def _without_word(sentence: str, word: str) -> str:
    """The sentence without the word that stands in front of it on the page: `Dipilih: nilai 80 …`."""
    rest = sentence.removeprefix(f"{word}: ")
    return rest[:1].upper() + rest[1:]


def _state(one: Told) -> tuple[str, str]:
    if one.is_struck:
        return "error", _("Dicoret")
    if one.is_held:
        return "decision", _("Menunggu")
    if one.is_chosen:
        return "ready", _("Dipilih")
    return "waiting", _("Cadangan")
