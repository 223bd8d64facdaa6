"""The offices' own lists of `samples`, answered as `samples/README.md` says: in this checkout, and beside it where it stands."""

import json
from pathlib import Path
from typing import Any

import pytest

from lists.comparing import answer_of

HERE = Path(__file__).parent / "samples"
BESIDE = Path(__file__).parents[2] / "shared" / "samples"
NAMES = sorted(path.name.removesuffix(".json") for path in (HERE / "truth").glob("*.json"))


def differences(truth: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """Rows, status, codes among the row's codes, NIK and desa where told: no more, as the README says."""
    given = {(row["sheet"], row["row"]): row for row in answer["rows"]}
    owed = {(row["sheet"], row["row"]): row for row in truth["rows"]}
    said = [f"{key}: not a row" for key in given.keys() - owed.keys()] + [
        f"{key}: not answered" for key in owed.keys() - given.keys()
    ]
    for key in owed.keys() & given.keys():
        codes = [problem["code"] for problem in given[key]["problems"]]
        wrong = (
            []
            if given[key]["status"] == owed[key]["status"]
            else [f"status {given[key]['status']}, {owed[key]['status']} is owed"]
        )
        wrong += [f"{code} is owed" for code in owed[key]["codes"] if code not in codes]
        wrong += [
            f"{k} {given[key][k]}, {owed[key][k]} is owed"
            for k in ("nik", "desa_code")
            if owed[key][k] not in {None, given[key][k]}
        ]
        said += [f"{key}: {one}; its codes are {codes}" for one in wrong]
    return said


class TestSamples:
    @pytest.mark.parametrize("name", NAMES)
    def test_are_answered_row_by_row_as_their_truth_says(self, name: str) -> None:
        truth = json.loads((HERE / "truth" / f"{name}.json").read_text(encoding="utf-8"))
        assert differences(truth, answer_of(name, "--on", truth["checked_on"], cwd=HERE)) == []

    def test_are_all_there_with_a_truth_each(self) -> None:
        lists = {path.name for path in HERE.iterdir() if path.is_file() and path.suffix != ".md"}
        assert lists == set(NAMES) != set()


@pytest.mark.skipif(not BESIDE.is_dir(), reason="NOT RUN: no shared/samples beside this checkout")
class TestSamplesBesideTheCheckout:
    @pytest.mark.parametrize("name", NAMES)
    def test_are_the_same_bytes_as_the_copies_here(self, name: str) -> None:
        """The copies are run above; the same bytes owe the same answer."""
        assert (BESIDE / name).read_bytes() == (HERE / name).read_bytes()
        assert (BESIDE / "truth" / f"{name}.json").read_bytes() == (HERE / "truth" / f"{name}.json").read_bytes()

    def test_hold_no_list_that_is_not_copied_here(self) -> None:
        assert {path.name.removesuffix(".json") for path in (BESIDE / "truth").glob("*.json")} == set(NAMES)
