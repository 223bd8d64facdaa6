"""The catalogue as people read it. Its codes against the contract: `tests/lists`; that each is told: `test_messages.py`."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.intake.rules.problems import CATALOGUE, Entry, Finding, told

BANNED = re.compile(r"\b(?:error|invalid|gagal sistem|submit|field)\b", re.IGNORECASE)
ENTRIES = CATALOGUE.values()


def words_of(entry: Entry) -> dict[str, str]:
    names = [name for text in (entry.message, entry.remedy) for _, name, _, _ in string.Formatter().parse(text) if name]
    return dict.fromkeys(names, "kata")


class TestCatalogue:
    @pytest.mark.parametrize("entry", ENTRIES, ids=CATALOGUE)
    def test_speaks_calmly(self, entry: Entry) -> None:
        assert not BANNED.search(f"{entry.message} {entry.remedy}")

    @pytest.mark.parametrize("entry", ENTRIES, ids=CATALOGUE)
    def test_says_what_to_do_next_in_whole_sentences(self, entry: Entry) -> None:
        assert entry.remedy.rstrip().endswith((".", "?"))
        assert entry.message.rstrip("}").rstrip().endswith((".", "?", "{dugaan"))

    @pytest.mark.parametrize("entry", ENTRIES, ids=CATALOGUE)
    def test_takes_words_for_the_message_only_where_a_finding_has_them(self, entry: Entry) -> None:
        problem = told(Finding(entry.code, None, tuple(words_of(entry).items())), cell="B5")
        assert "{" not in problem.message + problem.remedy
        assert problem.message[0].isupper() or not problem.message[0].isalpha()


class TestTold:
    def test_begins_with_the_cell_or_else_with_its_own_words(self) -> None:
        finding = Finding("NIK_MISSING", "nik")
        assert told(finding, cell="B5").message == "B5: NIK belum diisi."
        assert told(finding).message == "NIK belum diisi."

    @pytest.mark.parametrize(
        "value",
        [
            "6302065201800001",
            "6302 0652 0180 0001",
            "6302.0652.0180.0001",
            "6302-0652-01800001",
            "0812-3456-7890",
            "an. Sari 081234567",
        ],
    )
    def test_never_quotes_a_number_of_a_person(self, value: str) -> None:
        """Someone typed a NIK or a telephone into the column of desas."""
        message = told(Finding("OCCUPATION_UNKNOWN", "occupation", (("nilai", value), ("dugaan", "")))).message
        assert not re.search(r"\d(?:\D?\d){3}", message)

    @pytest.mark.parametrize("value", ["63.02.06.2014", "31/02/1980", "1980-02-31", "RT 12 RW 03", "29221"])
    def test_quotes_dates_and_the_codes_of_desas(self, value: str) -> None:
        assert value in told(Finding("BIRTH_DATE_IMPOSSIBLE", "birth_date", (("nilai", value),))).message

    def test_quotes_no_endless_cell(self) -> None:
        assert len(told(Finding("BIRTH_DATE_IMPOSSIBLE", "birth_date", (("nilai", "a" * 10_000),))).message) < 300

    @given(st.text())
    def test_takes_any_word_as_it_is(self, value: str) -> None:
        """Braces and percent signs are words, not places for words."""
        message = told(
            Finding("BIRTH_DATE_IMPOSSIBLE", "birth_date", (("nilai", f"{value}{{sel}}%s"),)), cell="C3"
        ).message
        assert message.startswith("C3: ")
        assert len(value) > 150 or "{sel}%s" in message
