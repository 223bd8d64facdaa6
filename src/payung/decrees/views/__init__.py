"""Pages of decrees. `reading`: where one stands and whom it names. `steps`: what moves it on. `papers`: what is taken home."""

from payung.decrees.views.papers import annex, annex_page, annex_with_nik, ask_annex, evidence, letter, scan
from payung.decrees.views.reading import index, left_out, line, one
from payung.decrees.views.steps import (
    amend,
    check,
    correct,
    draft,
    drop,
    give_back,
    put_in_force,
    send,
    set_aside,
    sign,
    signers,
)

__all__ = [
    "amend",
    "annex",
    "annex_page",
    "annex_with_nik",
    "ask_annex",
    "check",
    "correct",
    "draft",
    "drop",
    "evidence",
    "give_back",
    "index",
    "left_out",
    "letter",
    "line",
    "one",
    "put_in_force",
    "scan",
    "send",
    "set_aside",
    "sign",
    "signers",
]
