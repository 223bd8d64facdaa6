"""Plain texts: nothing, too much, or not quite text."""

from collections.abc import Iterator

from hostile.kinds import EMPTY, NO_HEADER, READ, TOO_LARGE, UNREADABLE, hostile
from hostile.office import HEADER, PERSON

_LIST = ";".join(HEADER) + "\r\n" + ";".join(PERSON) + "\r\n"
_MIB = 2**20


@hostile("kosong.xlsx", EMPTY)
def nothing() -> bytes:
    return b""


@hostile("kosong.csv", EMPTY)
def only_blanks() -> bytes:
    return b" \t\r\n" * 1000


@hostile("kosong.csv", EMPTY)
def only_a_mark() -> bytes:
    return b"\xef\xbb\xbf"


@hostile("kosong.txt", EMPTY)
def only_a_wide_mark() -> bytes:
    return b"\xff\xfe\r\x00\n\x00"


@hostile("kosong.csv", EMPTY)
def a_million_commas() -> bytes:
    return b"," * _MIB


@hostile("kosong.csv", EMPTY)
def five_million_empty_lines() -> bytes:
    return b"\n" * 5_000_000


@hostile("daftar.csv", EMPTY, NO_HEADER)
def header_and_no_rows() -> bytes:
    return (";".join(HEADER) + "\r\n").encode()


@hostile("daftar.csv", UNREADABLE)
def zero_bytes() -> bytes:
    return bytes(100_000)


@hostile("daftar.csv", UNREADABLE)
def zero_bytes_inside() -> bytes:
    return _LIST.encode() + b"\x00" * 5 + _LIST.encode() * 100


@hostile("daftar.csv", UNREADABLE)
def one_line_of_30_mb() -> bytes:
    return b"Siti Aminah;Rampa;" * (30 * _MIB // 18)


@hostile("daftar.csv", UNREADABLE)
def one_word_of_30_mb() -> bytes:
    return _LIST.encode() + b"A" * (30 * _MIB)


@hostile("daftar.csv", READ, UNREADABLE)
def one_cell_of_900_kb() -> bytes:
    return _LIST.encode() + b"2;" + b"A" * 900_000 + b"\r\n"


@hostile("daftar.csv", NO_HEADER)
def twenty_thousand_columns() -> bytes:
    row = ",".join(f"k{number}" for number in range(20_000))
    return ("\n".join([row] * 40) + "\n").encode()


@hostile("daftar.csv", READ, UNREADABLE)
def a_quote_that_never_closes() -> bytes:
    return (_LIST + '2;"Siti\r\n' + _LIST * 15_000).encode()


@hostile("daftar.csv", READ, UNREADABLE)
def a_quote_in_every_line() -> bytes:
    return (_LIST + ";".join(PERSON).replace("Siti", '"Siti') + "\r\n").encode() * 10_001


@hostile("daftar.csv", READ)
def bytes_of_three_encodings() -> bytes:
    return (
        _LIST.encode()
        + "2;;;Zoë;;;\r\n".encode("cp1252")
        + "3;;;Zoë;;;\r\n".encode()
        + b"4;;;\xed\xa0\x80\xff\xfe;;;\r\n"
    )


@hostile("daftar.csv", READ)
def wide_text_without_a_mark() -> bytes:
    return _LIST.encode("utf-16-le")


@hostile("daftar.csv", READ)
def wide_text_cut_in_a_letter() -> bytes:
    return _LIST.encode("utf-16")[:-1]


@hostile("daftar.csv", READ)
def formulas_and_hidden_letters() -> bytes:
    evil = _LIST.replace("Siti Aminah", "=cmd|' /C calc'!A0").replace("Rampa", "\u202eapmaR\u200b")
    return (_LIST + evil.partition("\r\n")[2]).encode()


@hostile("daftar.csv", TOO_LARGE)
def more_lines_than_a_sheet_has() -> Iterator[bytes]:
    yield _LIST.encode()
    for _ in range(11):
        yield b"2;;;Siti;;;\r\n" * 100_000


@hostile("daftar.csv", TOO_LARGE)
def more_than_200_mb() -> Iterator[bytes]:
    yield _LIST.encode()
    for _ in range(26):
        yield b" " * (8 * _MIB)


@hostile("daftar.csv", NO_HEADER, UNREADABLE)
def deep_json() -> bytes:
    return b"[\n" * 200_000 + b"]\n" * 200_000
