"""Text files as rows: their physical lines, delimiter, encoding and quotes. Whole lists: `tests/lists/text-*`."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.gateways.spreadsheets.book import BookFault, Cells
from payung.gateways.spreadsheets.text import open_text

Rows = list[tuple[int, Cells]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("text") / "daftar.csv"


def rows_of(path: Path, written: str | bytes) -> Rows:
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return list(open_text(path).rows())


class TestRows:
    def test_number_blank_lines_too(self, path: Path) -> None:
        assert rows_of(path, "\na;b;c\n\n\nd;e;f\n") == [
            (1, []),
            (2, ["a", "b", "c"]),
            (3, []),
            (4, []),
            (5, ["d", "e", "f"]),
        ]

    def test_number_a_record_by_its_first_line_and_the_next_by_its_own(self, path: Path) -> None:
        assert rows_of(path, 'a;"Jl. A\r\nRT 1\r\nRW 2";c\r\nd;e;f\r\n') == [
            (1, ["a", "Jl. A\r\nRT 1\r\nRW 2", "c"]),
            (4, ["d", "e", "f"]),
        ]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_know_every_end_of_line(self, path: Path, end: str) -> None:
        assert [number for number, _ in rows_of(path, end.join(["a;b", "c;d", "e;f"]))] == [1, 2, 3]

    @pytest.mark.parametrize("separator", ["\u2028", "\x0b", "\x85"])
    def test_take_no_other_sign_for_an_end_of_line(self, path: Path, separator: str) -> None:
        assert rows_of(path, f"a;b{separator}c\nd;e\n") == [(1, ["a", f"b{separator}c"]), (2, ["d", "e"])]

    def test_give_the_line_sep_as_a_blank_row(self, path: Path) -> None:
        assert rows_of(path, 'sep=,\na,"b;c;d;e"\n') == [(1, []), (2, ["a", "b;c;d;e"])]

    def test_can_be_gone_through_again(self, path: Path) -> None:
        rows_of(path, "sep=;\na;b\n")
        sheet = open_text(path)
        assert list(sheet.rows()) == list(sheet.rows())

    def test_lose_nobody_between_two_names_that_begin_with_a_stray_quote(self, path: Path) -> None:
        """`"Amat` opened a quote, `"Sari` closed it: everyone between them had become one name."""
        written = '1;"Amat;x;y\n2;Basri;x;y\n\n3;"Sari;x;y\n4;Masturi;x;y\n'
        assert rows_of(path, written) == [
            (1, ["1", "Amat", "x", "y"]),
            (2, ["2", "Basri", "x", "y"]),
            (3, []),
            (4, ["3", "Sari", "x", "y"]),
            (5, ["4", "Masturi", "x", "y"]),
        ]

    def test_lose_nobody_after_one_stray_quote(self, path: Path) -> None:
        assert rows_of(path, '1;"Amat;x\n2;Basri;y\n') == [(1, ["1", '"Amat', "x"]), (2, ["2", "Basri", "y"])]

    def test_keep_quoted_cells_whole_where_one_quote_too_many_stands_in_one(self, path: Path) -> None:
        written = '"1";"Amat; Ali";"x"\n"2";""Basri";"y"\n"3";"Sari; Ani";"z"\n'
        assert [cells[1] for _, cells in rows_of(path, written)] == ["Amat; Ali", 'Basri"', "Sari; Ani"]

    def test_keep_an_address_of_many_lines_and_delimiters_in_its_cell(self, path: Path) -> None:
        written = '1;"Jl. A; Gg. B\nRT 1; RW 2";x;y\n2;Jl. C;x;y\n'
        assert rows_of(path, written)[0] == (1, ["1", "Jl. A; Gg. B\nRT 1; RW 2", "x", "y"])

    @given(
        st.lists(
            st.lists(
                st.text(st.characters(codec="utf-8", exclude_characters='\x00"\r\n;,\t|'), min_size=1), min_size=2
            ),
            min_size=1,
        )
    )
    def test_stand_where_they_were_written(self, path: Path, table: list[list[str]]) -> None:
        """Whatever the cells hold, each record is its own line and its own cells."""
        width = len(table[0])
        table = [[f"k{cell}" for cell in (line * width)[:width]] for line in table]
        text = "\n".join(";".join(line) for line in table)
        assert rows_of(path, text) == list(enumerate(table, start=1))

    def test_end_in_a_fault_where_one_cell_never_ends(self, path: Path) -> None:
        with pytest.raises(BookFault) as fault:
            rows_of(path, 'a;b\n"1";"' + "x" * 200_000 + '"\n')
        assert fault.value.code == "FILE_UNREADABLE"


class TestDelimiter:
    @pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
    def test_is_the_one_that_cuts_most_lines_alike(self, path: Path, delimiter: str) -> None:
        heading = "DAFTAR CALON PESERTA, DESA SEMAYAP; 2026\n"
        assert rows_of(path, heading + delimiter.join("abcd") + "\n" + delimiter.join("efgh"))[1][1] == list("abcd")

    def test_is_not_the_comma_of_names_and_addresses(self, path: Path) -> None:
        line = "1;Basri, S.Pd, M.Si;Jl. A, RT 1, RW 2, Semayap\n"
        assert len(rows_of(path, line * 3)[0][1]) == 3

    def test_is_not_a_sign_inside_quotes(self, path: Path) -> None:
        assert len(rows_of(path, '1,"a;b;c;d;e",x\n2,"f;g;h;i;j",y\n')[0][1]) == 3


class TestEncoding:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_is_found_with_and_without_its_mark(self, path: Path, encoding: str) -> None:
        assert rows_of(path, "NIK;NAMA\n1;Rosé\n".encode(encoding))[1] == (2, ["1", "Rosé"])

    def test_is_cp1252_for_what_is_not_utf_8(self, path: Path) -> None:
        assert rows_of(path, "NIK;NAMA\n1;Ma’ñé\n".encode("cp1252"))[1] == (2, ["1", "Ma’ñé"])

    def test_is_utf_8_only_if_all_of_the_file_is(self, path: Path) -> None:
        """One byte of cp1252 behind two million letters of ASCII."""
        assert rows_of(path, b"1;Ali\n" * 350_000 + b"2;Jos\xe9\n")[-1][1] == ["2", "José"]
