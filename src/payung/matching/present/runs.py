"""When the register was looked through, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.queries import names_of_keys
from payung.accounts.wording import instant, number
from payung.matching.queries.runs import RunFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A sentence about the latest run; `watch`: where its progress is, while it works."""

    sentence: str
    watch: str


def looked_words(run: RunFacts | None) -> Looked:
    """Not looked at is never shown as nothing found."""
    if run is None:
        return Looked(sentence=_("Belum pernah dicari siapa yang tercatat dua kali."), watch="")
    if run.is_working:
        return Looked(sentence=_("Pencarian sedang berjalan."), watch=reverse("matching:linking", args=[run.job_id]))
    if run.ended_at is None:
        return Looked(
            sentence=_("Pencarian terakhir terhenti. Mulai lagi; yang sudah digabung tidak hilang."), watch=""
        )
    said = _("Terakhir dicari %(when)s oleh %(who)s: %(persons)s catatan, %(joined)s digabung, %(asked)s ditanyakan.")
    told = said % {
        "when": instant(run.ended_at),
        "who": names_of_keys([run.made_by]).get(run.made_by, run.made_by),
        "persons": number(run.person_count),
        "joined": number(run.joined),
        "asked": number(run.asked),
    }
    return Looked(sentence=told, watch="")
