"""How a line of an outside list is like a person of ours, in the words of the office."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import number
from payung.matching.present.comparison_words import comparison_words, level_words
from payung.matching.rules.outside import Likeness, Nearness

NEARNESS_WORDS: Mapping[Nearness, str | Promise] = {
    Nearness.ALMOST_SURE: gettext_lazy("hampir pasti orang ini"),
    Nearness.PERHAPS: gettext_lazy("mungkin orang ini"),
}


def nearness_text(likeness: Likeness) -> str:
    """`hampir pasti orang ini (bobot 14)`. A weight is evidence: a person decides."""
    told = {"near": NEARNESS_WORDS[likeness.nearness], "bits": number(round(likeness.weight))}
    return _("%(near)s (bobot %(bits)s)") % told


def likeness_texts(likeness: Likeness) -> list[str]:
    """What is alike and what is not, fact by fact: `Nama: bunyinya sama`."""
    parts = [part.split(":") for part in likeness.gammas.split()]
    return [f"{comparison_words(comparison)}: {level_words(comparison, level)}" for comparison, level in parts]
