"""Pages of a checked list: the rows asked for, and only they, from a sealed answer."""

import io
import json

import pytest

from payung.gateways.sealed_files import SealedFile, SealedWriter
from payung.intake.result import Order, Question, Result, Tab, write_result

KEY = bytes(range(64))
ROWS = [
    (5, "ready", "Siti Aminah", []),
    (6, "error", "Masturi", ["NIK_LENGTH", "KK_MISSING"]),
    (7, "decision", "Abdul Aziz", ["DESA_AMBIGUOUS"]),
    (8, "ready", "Budi 12", ["KK_MISSING", "NIK_CLEANED"]),
    (12, "error", "Sari", ["NIK_LENGTH", "NAME_MISSING"]),
]


def row_json(row, status, name, codes):
    problems = [{"code": code, "level": "x", "message": "…", "remedy": "…"} for code in codes]
    return {"sheet": "DATA", "row": row, "status": status, "name": name, "problems": problems}


def answer_of(rows, *, broken: bytes = b""):
    counts = {"rows": len(rows), "ready": 2, "decision": 1, "error": 2, "with_warning": 2}
    head = '{"file": "a.xlsx", "sha256": "…",\n"sheets": [{"name": "DATA"}],\n"counts": ' + json.dumps(counts)
    lines = ",\n".join(json.dumps(row_json(*row), ensure_ascii=False) for row in rows)
    text = head + ',\n"codes": {},\n"problems": [],\n"rows": [\n' + lines + "\n]}\n"
    return io.BytesIO(text.encode().replace(b"Masturi", b"Masturi" + broken))


@pytest.fixture
def opened(tmp_path):
    def open_result(answer):
        with (
            SealedWriter(tmp_path / "answer", key=KEY) as sealed,
            SealedWriter(tmp_path / "index", key=KEY) as index,
        ):
            counts = write_result(answer=answer, sealed=sealed, index=index)
        file = SealedFile(tmp_path / "answer", key=KEY)
        with SealedFile(tmp_path / "index", key=KEY) as index:
            return counts, Result(answer=file, index=index), file

    files = []

    def remembering(answer):
        counts, result, file = open_result(answer)
        files.append(file)
        return counts, result

    yield remembering
    for file in files:
        file.close()


@pytest.fixture
def result(opened):
    return opened(answer_of(ROWS))[1]


def rows(result: Result, **asked) -> list[int]:
    return [row["row"] for row in result.rows(result.select(Question(**asked)))]


class TestSelect:
    @pytest.mark.parametrize(
        ("tab", "found"),
        [(Tab.READY, [5, 8]), (Tab.ERROR, [6, 12]), (Tab.DECISION, [7]), (Tab.WARNING, [6, 8])],
    )
    def test_sorts_rows_into_their_heaps(self, result, tab, found):
        assert rows(result, tab=tab) == found

    def test_keeps_rows_with_the_finding_asked_for(self, result):
        assert rows(result, tab=Tab.ERROR, code="NAME_MISSING") == [12]

    def test_finds_nothing_for_a_finding_that_does_not_occur(self, result):
        assert rows(result, tab=Tab.ERROR, code="AGE_OVER_LIMIT") == []

    @pytest.mark.parametrize(
        ("words", "found"), [("SITI  am", [5]), ("8", [8]), ("12", [8]), ("budi", [8]), ("zaki", [])]
    )
    def test_seeks_names_and_row_numbers(self, result, words, found):
        assert rows(result, tab=Tab.READY, words=words) == found

    def test_knows_a_row_by_its_whole_number_only(self, result):
        assert rows(result, tab=Tab.ERROR, words="1") == []

    def test_turns_the_order_round(self, result):
        assert rows(result, tab=Tab.ERROR, order=Order.LAST_ROW_FIRST) == [12, 6]

    def test_orders_by_name(self, result):
        assert rows(result, tab=Tab.READY, order=Order.NAME) == [8, 5]


class TestCodes:
    def test_count_rows_in_each_heap(self, result):
        found = {
            count.code: (count.rows, count.by_tab[Tab.ERROR], count.by_tab[Tab.WARNING]) for count in result.codes()
        }
        assert found["NIK_LENGTH"] == (2, 2, 1)
        assert found["KK_MISSING"] == (2, 1, 2)

    def test_begin_with_the_most_frequent(self, result):
        assert [count.code for count in result.codes()][:2] == ["KK_MISSING", "NIK_LENGTH"]


class TestWriteResult:
    def test_counts_as_the_answer_does(self, opened):
        counts, _ = opened(answer_of(ROWS))
        assert (counts.rows, counts.ready, counts.error, counts.decision, counts.with_warning) == (5, 2, 2, 1, 2)

    def test_takes_an_answer_without_rows(self, opened):
        """Refused files are answered on one line."""
        refused = {
            "file": "a",
            "sheets": [],
            "counts": dict.fromkeys(("rows", "ready", "decision", "error", "with_warning"), 0),
        }
        counts, result = opened(
            io.BytesIO(json.dumps(refused | {"problems": [{"code": "FILE_LOCKED"}], "rows": []}).encode())
        )
        assert (counts.rows, result.facts["problems"][0]["code"], rows(result, tab=Tab.READY)) == (0, "FILE_LOCKED", [])

    def test_survives_a_letter_that_is_no_text(self, opened):
        """The child hands on bytes of a cell that it could not read as letters."""
        _, result = opened(answer_of(ROWS, broken=b"\xff"))
        assert rows(result, tab=Tab.ERROR, words="masturi") == [6]
