"""Identities as Indonesians write them, brought to one spelling for comparing. Pure; nothing here is shown or kept.

`Written` is what a list or our register has; `records` are what the linkage engine compares.
"""

from payung.matching.rules.identities.births import exchanged, is_default_day
from payung.matching.rules.identities.names import NameForms, name_forms
from payung.matching.rules.identities.recording import Written, record_columns, records
from payung.matching.rules.identities.sounds import sound_of
from payung.matching.rules.identities.tables import record_table

__all__ = [
    "NameForms",
    "Written",
    "exchanged",
    "is_default_day",
    "name_forms",
    "record_columns",
    "record_table",
    "records",
    "sound_of",
]
