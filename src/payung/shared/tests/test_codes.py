"""Edges of receipt codes: every slip of one character or of two exchanged ones is found."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.shared.codes import (
    ALPHABET,
    LENGTH,
    RANDOM_BYTES,
    grouped,
    is_code,
    normalised,
    receipt_code,
    receipt_codes,
    suffix,
)

CODES = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES).map(receipt_code)
PLACES = st.integers(0, LENGTH - 1)


@given(CODES)
def test_a_code_is_a_code(code):
    assert is_code(code)
    assert not set(code) & set("01OIL")


@given(CODES, PLACES, st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(code, place, wrong):
    changed = code[:place] + wrong + code[place + 1 :]
    assert is_code(changed) is (changed == code)


@given(CODES, PLACES, PLACES)
def test_two_exchanged_characters_are_found(code, one, other):
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    changed = "".join(letters)
    assert is_code(changed) is (changed == code)


def test_other_chance_makes_another_code():
    chance = random.Random(2026)
    codes = receipt_codes(chance.randbytes(5000 * RANDOM_BYTES))
    assert len(set(codes)) == 5000
    assert all(map(is_code, codes))
    assert receipt_code(random.Random(2026).randbytes(RANDOM_BYTES)) == codes[0]


def test_little_chance_makes_none():
    with pytest.raises(ValueError, match="88 random bytes"):
        receipt_code(b"short")


@pytest.mark.parametrize("text", ["", "7K3M", "7K3MQ9TX4BW0", "７K3MQ9TX4BWH", "222222222222 "])
def test_what_is_no_code(text):
    assert not is_code(text)


@given(CODES)
def test_a_code_is_known_as_it_is_written_and_typed(code):
    assert normalised(f" {grouped(code).lower()} ") == code
    assert normalised(code.replace(code[:4], f"{code[:4]}. ")) == code
    assert grouped(code).replace("-", "") == code
    assert code.endswith(suffix(code))
    assert len(suffix(code)) == 4
