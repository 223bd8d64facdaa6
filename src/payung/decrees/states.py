"""What a decree goes through (DESIGN §1.8). Printing is not issuing."""

from enum import StrEnum


class Kind(StrEnum):
    FIRST = "first"
    AMENDMENT = "amendment"  # Keputusan tentang perubahan
    MINUTES = "minutes"  # berita acara, where the agreement allows


class State(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"
    IN_SIGNATURE = "in_signature"  # proses paraf: lines are frozen
    SIGNED = "signed"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    SET_ASIDE = "set_aside"  # drawn up and never signed


class LineState(StrEnum):
    NAMED = "named"
    STRUCK = "struck"  # taken off by an amendment
