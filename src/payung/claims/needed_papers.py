"""Loads the list of papers that the insurer wants (`data/papers.yaml`)."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from payung.claims.rules.needed import Each, PaperRule, Stage, When
from payung.claims.rules.papers import PaperKind

FIRST_DAY = date(2015, 7, 1)  # PP 44/2015 art. 68: lines without a day of their own count from here


@cache
def paper_rules() -> tuple[PaperRule, ...]:
    """The list, in its order."""
    text = (files("payung.claims") / "data" / "papers.yaml").read_text(encoding="utf-8")
    return tuple(map(_rule, yaml.load(text, Loader=yaml.CSafeLoader)["papers"]))


def _rule(line: Mapping[str, Any]) -> PaperRule:
    return PaperRule(
        kind=PaperKind(line["kind"]),
        stage=Stage(line["for"]),
        name=line["name"],
        when=When(line.get("when", When.ALWAYS)),
        each=Each(line.get("each", Each.CLAIM)),
        why=line["why"],
        issuer=line["issuer"],
        source=line["source"],
        from_date=line.get("from", FIRST_DAY),
        until=line.get("until"),
    )
