"""Loads the headings of BPJS's and other payers' lists (`data/reconciling_words.yaml`)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from payung.eligibility.vocabulary import lexicon
from payung.intake.rules.text import fold
from payung.programmes import load as shipped
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts


@cache
def list_headings() -> Mapping[str, str]:
    """Folded heading to what its column holds."""
    text = (files("payung.contributions") / "data" / "reconciling_words.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    return {fold(str(word)): name for name, words in data["headings"].items() for word in words}


def compared_payer(written: str) -> str:
    """A payer's name as it is compared: small letters, one body of several names under one."""
    return lexicon().payers.name(written)


def own_names(*, programme: ProgrammeFacts) -> tuple[str, ...]:
    """Our wadah and NPW of this period and the last, as they are compared; where none is entered, the kabupaten."""
    periods = [one for one in (programme.id, programme.previous_id) if one is not None]
    funds = [fund for one in periods for fund in programmes.funds(programme_id=one)]
    names = {name for fund in funds for name in (fund.wadah, fund.npw) if name.strip()}
    limits = shipped.limits(None)
    if not names and limits.kabupaten == programme.kabupaten:
        names = {f"Pemkab {limits.kabupaten_name}"}
    return tuple(sorted(map(compared_payer, names)))
