"""Edges of words about linkage: nothing that the engine compares or seeks by goes without a word."""

from payung.gateways.linkage.blocking import BLOCKS
from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.explaining import Part
from payung.matching.present.comparison_words import BLOCK_WORDS, COMPARISON_WORDS, LEVEL_WORDS
from payung.matching.present.model import _share
from payung.matching.present.pictures import waterfall


def test_every_comparison_level_and_block_has_its_words():
    assert {comparison.name for comparison in COMPARISONS} <= set(COMPARISON_WORDS)
    levels = {(comparison.name, level.name) for comparison in COMPARISONS for level in comparison.levels}
    assert levels - set(LEVEL_WORDS) == set()
    assert {block.name for block in BLOCKS} - set(BLOCK_WORDS) == set()


def test_a_waterfall_says_what_is_compared_and_what_is_not_written():
    drawn = waterfall([Part("prior", "", -12.0), Part("sex", "same", 1.0), Part("phone", "", 0.0)])
    assert drawn.rows == [
        ("Sebelum dibandingkan", "", "−12,0"),
        ("Jenis kelamin", "sama", "+1,0"),
        ("Nomor HP", "tidak tertulis pada salah satunya", "0,0"),
        ("Jumlah", "", "−11,0"),
    ]


def test_a_share_is_written_as_people_read_it():
    assert [_share(part) for part in (1.0, 0.125, 0.0042, 0.00002, 6.59e-9, 0.0)] == [
        "100,0 %",
        "12,5 %",
        "0,42 %",
        "1 dari 50.000",
        "1 dari 150.000.000",
        "0,0 %",
    ]
