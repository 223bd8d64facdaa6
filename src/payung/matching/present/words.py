"""What was found, decided and where it came from, in words."""

from django.utils.translation import gettext as _

from payung.accounts.wording import instant
from payung.intake.queries import Origin
from payung.matching.queries import DecisionFacts
from payung.matching.rules import Alike, Answer
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code


def alike_words(found: Alike) -> str:
    """`2 dari 3 kata nama sama; bulan dan tahun lahir sama`."""
    words = _("%(n)s dari %(of)s kata nama sama") % {"n": found.words, "of": found.of_words}
    parts = [
        name
        for name, is_same in ((_("tanggal"), found.day), (_("bulan"), found.month), (_("tahun"), found.year))
        if is_same
    ]
    if not parts:
        return f"{words}; {_('tanggal lahir berbeda')}"
    listed = ", ".join(parts[:-1]) + (f" {_('dan')} {parts[-1]}" if parts[1:] else parts[0])
    return f"{words}; {_('%(parts)s lahir sama') % {'parts': listed}}"


def origin_words(origin: Origin) -> str:
    """`Desa Rampa, usulan.xlsx, lembar DATA baris 5`."""
    place = _("baris %(row)s") % {"row": origin.row}
    if origin.sheet:
        place = _("lembar %(sheet)s baris %(row)s") % {"sheet": origin.sheet, "row": origin.row}
    return f"{origin.sender}, {origin.file_name}, {place}"


def answer_words(answer: Answer) -> str:
    return {
        Answer.SAME: _("Orang yang sama"),
        Answer.NIK_WRONG: _("NIK salah, dikembalikan"),
        Answer.NIK_TAKEN: _("NIK milik orang pada usulan"),
    }[answer]


def decision_words(decision: DecisionFacts, names: dict[str, str]) -> str:
    """What was decided, by whom, when and why."""
    who = names.get(decision.made_by, decision.made_by)
    return f"{answer_words(decision.answer)} – {who}, {instant(decision.made_at)}: {decision.reason}"


def desa_name(code: str, *, kabupaten: str) -> str:
    """The name of a desa; its code where the map does not know it."""
    found = gazetteer(kabupaten).by_code.get(plain_code(code))
    return found.name if found else code
