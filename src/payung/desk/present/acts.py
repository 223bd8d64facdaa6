"""An event of the audit chain as people read it. The chain itself keeps the names that the code gave them."""

import re
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.wording import day
from payung.desk.present.act_words import ACTS, FACTS, PAGES, SUBJECTS, VALUES

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def act_words(act: str) -> str:
    return str(ACTS.get(act, act))


def subject_words(subject: str) -> str:
    """`decree:1` as `Keputusan 1`."""
    kind, _colon, number = subject.partition(":")
    return f"{SUBJECTS.get(kind, kind)} {number}"


def subject_page(subject: str) -> str:
    """Where the subject can be looked at; nothing where it has no page of its own."""
    kind, _colon, number = subject.partition(":")
    return reverse(PAGES[kind], args=[int(number)]) if kind in PAGES and number.isdigit() else ""


def fact_words(name: str, value: object) -> str:
    """`baris: 3`; hashes by their beginning, for the whole stands in the chain."""
    text = str(value)
    if name.endswith("sha256"):
        about = str(FACTS.get(name.removesuffix("_sha256"), "")) if name != "sha256" else ""
        return f"SHA-256 {about}: {text[:12]}…".replace(" :", ":") if text not in ("", "None") else ""
    if isinstance(value, dict):
        text = ", ".join(f"{_value(str(key))} {amount}" for key, amount in value.items())
    elif isinstance(value, list):
        text = ", ".join(_value(str(each)) for each in value)
    if _DAY.fullmatch(text):
        text = day(date.fromisoformat(text))
    return _("%(name)s: %(value)s") % {"name": FACTS.get(name, name.replace("_", " ")), "value": _value(text)}


def _value(text: str) -> str:
    """A word of a list that the rooms choose from; `user:1` as `Petugas 1`."""
    return subject_words(text) if text.startswith("user:") else str(VALUES.get(text, text))
