"""Words for findings, and which of them stands first. What a finding says of a row or a file is not put here."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.intake.rules.short_words import SHORT
from payung.shared.problems import Level

LEVEL_WORDS: Mapping[Level, str | Promise] = {
    Level.ERROR: gettext_lazy("Perlu diperbaiki"),
    Level.DECISION: gettext_lazy("Perlu keputusan"),
    Level.WARNING: gettext_lazy("Peringatan"),
    Level.FIXED: gettext_lazy("Sudah dibereskan"),
}
HEAVIEST_FIRST = [*Level]


def short_words(code: str) -> str:
    words = _(SHORT.get(code, code))
    return words[:1].upper() + words[1:]
