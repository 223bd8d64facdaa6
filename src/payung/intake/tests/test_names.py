"""Names as offices write them. What a title or a mark does to a row is in `tests/lists/NAME_*`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.intake.rules.names import read_name, words_in_order


def titles(raw: object) -> str:
    return words_of(raw, "NAME_TITLE_SEPARATED")


def marks(raw: object) -> str:
    return words_of(raw, "NAME_DECEASED_MARK")


def words_of(raw: object, code: str) -> str:
    return next((finding.words[0][1] for finding in read_name(raw)[1] if finding.code == code), "")


AS_WRITTEN = (
    """
M. Yusuf|Muh. Ali|A. Rahman|Abd. Rahman|R. Soedjono|La Ode|I Made|Gt. Muhammad|DG. NAI|Daeng Ma'na|Nur'aini|Nur’aini
Suardi. B|Sumarni / Marni|Ahmad (Amat)|Budi-Santoso|Md. Saleh|Almira|Salmah|Wafati|Eva Ma|Tini Se|Hairul bin H. Ali
Hasan bin Alm. Ahmad|Budi bin (Alm) Ahmad|Siti Binti H. Alm Ali|St. Aminah|Ny|H|Cut Nyak|Nyak Ali
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
TITLED = {
    "H. Basri": ("Basri", "H."),
    "H.Basri": ("Basri", "H."),
    "H.M. Yusuf": ("M. Yusuf", "H."),
    "Hj. St. Aminah": ("St. Aminah", "Hj."),
    "Ir. H. Joko": ("Joko", "Ir., H."),
    "Dr.H.Ali": ("Ali", "Dr., H."),
    "K.H. Ali": ("Ali", "K.H."),
    "Bapak Dede": ("Dede", "Bapak"),
    "BUDI, S.Pd., M.Si": ("BUDI", "S.Pd., M.Si"),
    "Budi,SH": ("Budi", "SH"),
    "Ali S. Pd": ("Ali", "S. Pd"),
    "Rahmat, S. Pd. I": ("Rahmat", "S. Pd. I"),
    "Sari S.Sos M.Si": ("Sari", "S.Sos, M.Si"),
    "Sari, S.Pd M. Pd": ("Sari", "S.Pd M. Pd"),
    "dr. Hj. Ani, Sp.OG": ("Ani", "dr., Hj., Sp.OG"),
    "Prof. Dr. H. Ali, M.Sc., Ph.D": ("Ali", "Prof., Dr., H., M.Sc., Ph.D"),
}
DEAD = {
    "Alm. Basri": "Basri",
    "ALM.BASRI": "BASRI",
    "Basri (Alm.)": "Basri",
    "Basri(alm)": "Basri",
    "Basri/alm": "Basri",
    "(Alm)Basri": "Basri",
    "Almh. Sari": "Sari",
    "Almarhumah Sari": "Sari",
    "Basri (MD)": "Basri",
    "Basri meninggal dunia": "Basri",
    "Basri (meninggal tahun 2023)": "Basri",
    "Basri wafat 12-01-2020": "Basri",
    "Alm.H.Basri": "Basri",
    "H. Alm. Basri": "Basri",
}


class TestReadName:
    @pytest.mark.parametrize("written", AS_WRITTEN)
    def test_leaves_initials_nobility_and_fathers_alone(self, written: str) -> None:
        assert read_name(written)[:2] == (written, ())

    @pytest.mark.parametrize("written, name, separated", [(key, *value) for key, value in TITLED.items()])
    def test_separates_titles_however_they_are_spaced(self, written: str, name: str, separated: str) -> None:
        assert (read_name(written)[0], titles(written)) == (name, separated)

    @pytest.mark.parametrize("written, name", DEAD.items())
    def test_asks_about_every_mark_of_death_and_leaves_the_name(self, written: str, name: str) -> None:
        assert read_name(written)[0] == name
        assert marks(written)

    @pytest.mark.parametrize("space", ["  ", "\t", "\u00a0", "\n", "\u2003", "\r\n"])
    def test_makes_one_plain_space_of_whatever_stands_between_words(self, space: str) -> None:
        assert read_name(f"Budi{space}Santoso")[0] == "Budi Santoso"
        assert read_name(f"{space}M. Budi{space}Santoso{space}")[0] == "M. Budi Santoso"

    @pytest.mark.parametrize(
        "written", ["", "-", "–", " ", ".", "?", "123", "0812345678", "Alm", "(alm)", ", S.Pd", None, 5.0]
    )
    def test_finds_no_name_where_no_letter_of_one_is_left(self, written: object) -> None:
        assert [finding.code for finding in read_name(written)[1]] == ["NAME_MISSING"]

    @pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u200f", "\ufeff"])
    def test_drops_signs_that_nobody_sees(self, sign: str) -> None:
        """A mark of direction inside a name would turn it round on every screen."""
        assert read_name(f"{sign}Sa{sign}ri") == ("Sari", (), "SARI")

    @pytest.mark.parametrize("written", ["#N/A", "#REF!", "=A1&B1", "@nama", "+nama", "Err:502"])
    def test_says_of_a_broken_formula_that_it_is_one(self, written: str) -> None:
        assert [finding.code for finding in read_name(written)[1]] == ["CELL_FORMULA_BROKEN"]

    @given(st.text(max_size=60))
    def test_never_invents_a_letter_nor_fails(self, written: str) -> None:
        name, findings, words = read_name(written)
        assert set(name) <= set(written) | {" ", ","}
        assert (
            bool(name)
            == bool(words or name)
            == all(f.code not in {"NAME_MISSING", "CELL_FORMULA_BROKEN"} for f in findings)
        )

    @given(st.lists(st.sampled_from(["Siti", "AMINAH", "binti", "Hasan"]), min_size=1, max_size=4))
    def test_gives_the_words_in_one_order_for_comparison(self, words: list[str]) -> None:
        assert read_name(" ".join(words))[2] == read_name("  ".join(reversed(words)).upper())[2]


class TestWordsInOrder:
    def test_know_no_signs_and_no_capitals(self) -> None:
        assert words_in_order("Santoso, budi") == words_in_order("BUDI-SANTOSO") == "BUDI SANTOSO"
