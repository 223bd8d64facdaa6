"""The checker held to the inventor: a whole kabupaten, every row, against the truth recorded where damage was done."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from payung.config.demo.people import REGISTRATION_DAY
from payung.config.demo.register import InventedFile, invent
from payung.gateways.spreadsheets.book import open_book
from payung.gateways.spreadsheets.guard import inspect
from payung.gateways.spreadsheets.inspection import Refusal
from payung.intake.check import Check
from payung.intake.checking import Wishes, check_file
from payung.intake.members import read_members
from payung.intake.rules.problems import LEVEL_OF
from payung.intake.rules.rows import status_of
from payung.intake.vocabulary import vocabulary
from payung.shared.problems import Level

HEAVY = frozenset(code for code, level in LEVEL_OF.items() if level in (Level.ERROR, Level.DECISION))


@dataclass(frozen=True)
class Kabupaten:
    files: list[InventedFile]
    members: Path


@pytest.fixture(scope="module")
def kabupaten(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    return Kabupaten(
        files=invent(home=home, workers=2_500, seed=63), members=home / "demo" / "others" / "peserta-2026.txt"
    )


def differences(invented, vocabulary):
    """What the check of one file says otherwise than its truth; empty where they agree."""
    truth = json.loads(invented.truth.read_text())
    inspection = inspect(invented.path)
    if isinstance(inspection, Refusal):
        return [] if truth["problems"] == [inspection.code] else [(invented.path.name, inspection.code)]
    check = Check(book=open_book(invented.path, inspection), vocabulary=vocabulary)
    owed = {(row["sheet"], row["row"]): row for row in truth["rows"]}
    found = {(sheet.sheet.name, row.number): row for sheet, row, _ in check.rows()}
    top = {problem.code for problem in check.problems if problem.level is Level.ERROR} - {"COLUMNS_SWAPPED"}
    return [
        *([(invented.path.name, top)] if top != set(truth["problems"]) else []),
        *(
            (invented.path.name, place, "not a person" if place in owed else "a person")
            for place in owed.keys() ^ found.keys()
        ),
        *(
            (invented.path.name, *place, owed[place], found[place])
            for place in owed.keys() & found.keys()
            if not agree(owed[place], found[place])
        ),
    ]


def agree(owed, row):
    """Status, every owed code, no heavy code besides; where the row is ready, also NIK and desa."""
    codes = {finding.code for finding in row.findings}
    return (
        status_of(row.findings) == owed["status"]
        and codes >= set(owed["codes"])
        and codes & HEAVY <= set(owed["codes"]) | set(owed.get("may", ()))
        and owed["nik"] in (None, row.nik)
        and owed["desa_code"] in (None, row.desa_code)
    )


class TestCheck:
    def test_says_of_every_invented_row_what_was_done_to_it(self, kabupaten):
        words = vocabulary(on=REGISTRATION_DAY)
        members = read_members(path=kabupaten.members, inspection=inspect(kabupaten.members), vocabulary=words)
        words = vocabulary(on=REGISTRATION_DAY, members=members)
        assert [difference for invented in kabupaten.files for difference in differences(invented, words)] == []

    def test_answers_the_same_through_the_guarded_child_for_each_layout(self, kabupaten):
        one_of_each = {invented.layout: invented for invented in kabupaten.files if invented.rows > 1}
        assert len(one_of_each) == 8
        for invented in one_of_each.values():
            owed = {(row["sheet"], row["row"]): row["status"] for row in json.loads(invented.truth.read_text())["rows"]}
            with tempfile.TemporaryFile() as answer:
                wishes = Wishes(on=REGISTRATION_DAY, members=kabupaten.members)
                check_file(path=invented.path, name=invented.path.name, wishes=wishes, answer=answer)
                answer.seek(0)
                rows = json.load(answer)["rows"]
            assert {(row["sheet"], row["row"]): row["status"] for row in rows} == owed
