"""Edges of pictures: they are well-formed, say what their tables say, and hold nothing that is not escaped."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from payung.matching.pictures import INDONESIAN, Counts, Step, block_picture, counted, step_picture, weight_picture
from payung.matching.pictures.files import write_pictures
from payung.matching.pictures.runs import _MOST_BARS

SVG = "{http://www.w3.org/2000/svg}"
STEPS = [Step("Awal", "", -15.25), Step("Kartu", "NIK sama", 24.0), Step("Nama", "lain <>&", -4.5)]


def histogram(bits):
    return weight_picture(counts=Counts(bits=bits, blocks={}), ask_bits=0.0, join_bits=10.0, tongue=INDONESIAN)


def bars(picture):
    """Each bar: what it is, what it says, where it begins and how wide it is."""
    root = ET.fromstring(picture.svg)
    return [
        (bar.get("class"), bar.findtext(f"{SVG}title"), float(bar.get("x")), float(bar.get("width")))
        for bar in root.iter(f"{SVG}rect")
    ]


class TestEveryPicture:
    @pytest.mark.parametrize(
        "picture",
        [
            histogram({-3: 5, 12: 1}),
            block_picture(counts=Counts(bits={}, blocks={"a<b": 3}), names={}, tongue=INDONESIAN),
            step_picture(steps=STEPS, tongue=INDONESIAN),
        ],
        ids=lambda picture: picture.name,
    )
    def test_is_well_formed_named_and_without_style_or_script(self, picture):
        root = ET.fromstring(picture.svg)
        named = [root.find(f"{SVG}{part}") for part in ("title", "desc")]
        assert root.get("aria-labelledby").split() == [part.get("id") for part in named]
        assert all(part.text for part in named)
        assert not re.search(r"style|script|onload", picture.svg)

    @pytest.mark.parametrize(
        "picture",
        [
            histogram({}),
            block_picture(counts=Counts(bits={}, blocks={}), names={}, tongue=INDONESIAN),
            step_picture(steps=[], tongue=INDONESIAN),
        ],
        ids=lambda picture: picture.name,
    )
    def test_of_nothing_is_no_picture(self, picture):
        assert (picture.svg, list(picture.rows)) == ("", [])


class TestWeightPicture:
    def test_bars_say_what_the_table_says(self):
        picture = histogram({-8: 12_000, -1: 7, 4: 3, 11: 250})
        drawn = [told for _, told, *_ in bars(picture)]
        assert drawn == [f"{span} bit: {pairs} pasangan" for span, pairs in picture.rows if pairs != "0"]
        assert sum(int(pairs.replace(".", "")) for _, pairs in picture.rows) == 12_260

    def test_marks_what_is_apart_asked_and_joined(self):
        assert [kind for kind, *_ in bars(histogram({-1: 2, 0: 2, 9: 2, 10: 2}))] == [
            "bar is-apart",
            "bar is-ask",
            "bar is-ask",
            "bar is-join",
        ]

    @pytest.mark.parametrize("bits", [{0: 1}, {-700: 1, 900: 4}, {n: n + 60 for n in range(-50, 51)}])
    def test_loses_no_pair_however_far_weights_reach(self, bits):
        picture = histogram(bits)
        assert len(picture.rows) <= _MOST_BARS
        assert sum(int(pairs.replace(".", "")) for _, pairs in picture.rows) == sum(bits.values())

    def test_counts_whole_bits_downwards_and_comes_back_from_json(self):
        counts = counted(weights=np.array([-0.5, 0.0, 0.9, 1.0]), blocks={"nik": 4})
        assert counts.bits == {-1: 1, 0: 2, 1: 1}
        assert Counts.from_json(counts.to_json()) == counts
        assert Counts.from_json({}) == Counts(bits={}, blocks={})


class TestBlockPicture:
    def test_shows_the_most_first_in_words(self):
        counts = Counts(bits={}, blocks={"kk": 5, "nik": 20})
        picture = block_picture(counts=counts, names={"nik": "NIK sama"}, tongue=INDONESIAN)
        assert picture.rows == [("NIK sama", "20"), ("kk", "5")]
        assert [(told, width) for _, told, _, width in bars(picture)] == [("NIK sama: 20", 400.0), ("kk: 5", 100.0)]


class TestStepPicture:
    def test_each_step_begins_where_the_last_one_ended_and_the_sum_at_nothing(self):
        (_, _, x0, w0), (_, _, x1, w1), (_, _, x2, w2), (_, _, x3, w3) = bars(
            step_picture(steps=STEPS, tongue=INDONESIAN)
        )
        assert x0 == x1 == 0.0  # to the least, and up again from there
        assert x2 + w2 == pytest.approx(x1 + w1, abs=0.2)
        assert (x3, x3 + w3) == pytest.approx((x0 + w0, x2), abs=0.2)

    def test_shows_the_bits_of_the_table_and_their_sum(self):
        picture = step_picture(steps=STEPS, tongue=INDONESIAN)
        assert [row[-1] for row in picture.rows] == ["−15,2", "+24,0", "−4,5", "+4,2"]
        assert [kind for kind, *_ in bars(picture)] == ["bar is-less", "bar is-more", "bar is-less", "bar is-sum"]
        assert bars(picture)[2][1] == "Nama: lain <>&, −4,5 bit"


class TestWritePictures:
    def test_files_open_by_themselves_and_nothing_is_no_file(self, tmp_path):
        given = {"ask_bits": 0.0, "join_bits": 10.0}
        written = write_pictures(
            folder=tmp_path / "a/b", weights=np.array([1.0, 12.0]), blocks={"nik": 2}, steps=STEPS, **given
        )
        assert [path.name for path in written] == ["bobot.svg", "aturan.svg", "air-terjun.svg"]
        for path in written:
            assert ET.parse(path).getroot().find(f"{SVG}style") is not None
        assert write_pictures(folder=tmp_path, weights=np.array([]), blocks={}, **given) == []
