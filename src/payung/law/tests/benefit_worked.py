"""The cases that officers read (`law/cases/benefit_*.yaml`) as JSON would bring them, and an answer in their words."""

from datetime import date
from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[1] / "cases"
ROWS = "benefit_disability_rows"
WORDS = ("noted", "a_person_decides", "says")
ABOUT_TOTALS = ("total_now_rp", "scholarship_total_rp", "regime")


def cases():
    """(name, given, expected) of every case, the rows of the table of disability among them, once for each hand."""
    for path in sorted(FOLDER.glob("benefit_*.yaml")):
        if path.stem == ROWS:
            continue
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield f"{path.stem}: {case['case']}", as_json(case["given"]), as_json(case["expected"])
    yield from rows()


def rows():
    table = yaml.safe_load((FOLDER / f"{ROWS}.yaml").read_text("utf-8"))
    for row in table["rows"]:
        for hand in ("right", "left"):
            given = {**table["given"], "losses": [row["loss"]], "handedness": hand}
            expected = {"JKK_PARTIAL_DISABILITY": row[hand], "total_now_rp": row[hand]}
            yield f"row {row['row']}, {hand} hand", as_json(given), expected


def printed_losses():
    """A loss of every row of the table of disability."""
    table = yaml.safe_load((FOLDER / f"{ROWS}.yaml").read_text("utf-8"))
    return [row["loss"] for row in table["rows"]]


def as_json(value):
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {key: as_json(inner) for key, inner in value.items()}
        case list():
            return [as_json(inner) for inner in value]
    return value


def in_words_of(expected, *, lines, answer):
    """What the case is about, said of an answer in figures: all its lines, and each further figure that the case names."""
    years = [
        [year["due_date"], year["child"], year["level"], year["amount_rp"]] for year in answer["scholarship_schedule"]
    ]
    facts = {
        **{name: answer[name] for name in ABOUT_TOTALS},
        "whole_rp": answer["total_now_rp"] - lines.get("SCHOLARSHIP", 0) + answer["scholarship_total_rp"],
        "schedule": sorted(years),
        "years": len(years),
        "last": max(years, default=None),
    }
    return lines | {name: facts[name] for name in figures(expected) if not name.isupper()}


def figures(expected):
    """The part of a case that is worked out; what is said in words stands in WORDS."""
    return {name: value for name, value in expected.items() if name not in WORDS}
