"""`payung link` as it is called: the format to the letter, and that no order of anything changes the answer."""

import csv
import io
import random
from pathlib import Path

import pytest

from payung.gateways.linkage.model import shipped
from payung.gateways.linkage.scoring import Scorer
from payung.matching.command import main
from payung.matching.rules.identities import Written, records

Captured = pytest.CaptureFixture[str]
HEADING = "id_a,id_b,weight,cluster,decision"
COLUMNS = "id,NIK,No KK,Nama,Tanggal Lahir,L/P,Kode Desa,No HP"
YUSUF = "6302061201800001,6302062001100003,H. Muhammad Yusuf,12/01/1980,L,63.02.06.2012,081234560987"
YUSUF_AGAIN = "6302061201800001,6302062001100003,MOH. JUSUF,12-01-1980,,63.02.06.2012,"
AMINAH = "6302064305850002,6302062001100003,Siti Aminah,03/05/1985,P,63.02.06.2012,081234560987"
AMINAH_AGAIN = "6302064305850002,,ST. AMINA,03/05/1985,P,63.02.06.2012,085212349876"
STRANGER = "6302071708900004,6302071003120009,Baharuddin,17/08/1990,L,63.02.07.2003,082255550123"
NEITHER_NIK_NOR_DAY = ",6302071003120009,Bahar Uddin,,L,63.02.07.2003,082255550123"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(name: str, *people: str, columns: str = COLUMNS) -> str:
    """A list of these people; each is called by its place, `p1`, `p2` …, if the list has ids."""
    keyed = columns.startswith("id,")
    rows = [f"p{place},{person}" if keyed else person for place, person in enumerate(people, start=1)]
    Path(name).write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    return name


def linked(capfd: Captured, *arguments: str) -> list[dict[str, str]]:
    assert main([*arguments, "--csv"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert out.startswith(HEADING + "\n")
    return list(csv.DictReader(io.StringIO(out)))


def refused(capfd: Captured, *arguments: str) -> str:
    """The one line with which the command refuses to run."""
    code = main([*arguments, "--csv"])
    out, err = capfd.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith("payung link: ")
    return err


def pairs(rows: list[dict[str, str]]) -> set[tuple[str, str, str, str]]:
    """The pairs without the number of their cluster, which only says who belongs together."""
    return {(row["id_a"], row["id_b"], row["weight"], row["decision"]) for row in rows}


class TestOneList:
    def test_is_answered_to_the_letter(self, capfd: Captured) -> None:
        one, other = records(
            [
                Written(1, "6302061201800001", "6302062001100003", "M. Yusuf", "1980-01-12", "L", "63.02.06.2012", "081234560987"),
                Written(2, "6302061201800001", "6302062001100003", "Moh. Jusuf", "1980-01-12", None, "63.02.06.2012"),
            ]
        )  # fmt: skip
        weight = Scorer(shipped()).score(one, other).weight
        assert main([written("a.csv", YUSUF, STRANGER, AMINAH, YUSUF_AGAIN), "--csv"]) == 0
        assert capfd.readouterr().out == f"{HEADING}\np1,p4,{weight:.2f},1,join\n"

    def test_names_rows_by_sheet_and_number_where_no_column_is_id(self, capfd: Captured) -> None:
        (row,) = linked(capfd, written("a.csv", STRANGER, YUSUF, YUSUF_AGAIN, columns=COLUMNS.removeprefix("id,")))
        assert (row["id_a"], row["id_b"]) == (":3", ":4")

    def test_takes_part_without_nik_and_day_of_birth(self, capfd: Captured) -> None:
        told = linked(capfd, written("a.csv", STRANGER, YUSUF, NEITHER_NIK_NOR_DAY))
        assert [(row["id_a"], row["id_b"]) for row in told] == [("p1", "p3")]

    def test_tells_those_apart_only_if_asked(self, capfd: Captured) -> None:
        """Husband and wife share a KK: they are looked at, and are two."""
        written("a.csv", YUSUF, AMINAH, YUSUF_AGAIN)
        assert {(row["id_a"], row["id_b"]) for row in linked(capfd, "a.csv")} == {("p1", "p3")}
        every = linked(capfd, "a.csv", "--all")
        assert [(row["id_a"], row["id_b"], row["decision"]) for row in every[:1]] == [("p1", "p3", "join")]
        assert {row["decision"] for row in every[1:]} == {"apart"}
        assert {row["cluster"] for row in every[1:]} == {""}

    def test_gives_one_cluster_to_all_who_are_one(self, capfd: Captured) -> None:
        told = linked(capfd, written("a.csv", YUSUF, AMINAH, YUSUF, AMINAH_AGAIN, YUSUF_AGAIN))
        clusters: dict[str, set[str]] = {row["cluster"]: set() for row in told}
        for row in told:
            clusters[row["cluster"]] |= {row["id_a"], row["id_b"]}
        assert sorted(map(sorted, clusters.values())) == [["p1", "p3", "p5"], ["p2", "p4"]]
        assert set(clusters) == {"1", "2"}

    def test_puts_the_surest_first(self, capfd: Captured) -> None:
        told = linked(capfd, written("a.csv", YUSUF, AMINAH, YUSUF, AMINAH_AGAIN, YUSUF_AGAIN))
        weights = [float(row["weight"]) for row in told]
        assert weights == sorted(weights, reverse=True)
        assert len(set(weights)) > 1

    def test_is_of_nobody(self, capfd: Captured) -> None:
        Path("leer.csv").write_bytes(b"")
        assert linked(capfd, "leer.csv") == []
        assert linked(capfd, written("judul.csv")) == []

    def test_is_of_one(self, capfd: Captured) -> None:
        assert linked(capfd, written("a.csv", YUSUF)) == []

    def test_is_of_one_person_many_times(self, capfd: Captured) -> None:
        told = linked(capfd, written("a.csv", *[YUSUF] * 12))
        assert {row["decision"] for row in told} == {"join"}
        assert {row["cluster"] for row in told} == {"1"}
        assert {row["id_a"] for row in told} | {row["id_b"] for row in told} == {f"p{place}" for place in range(1, 13)}

    def test_may_lack_most_columns(self, capfd: Captured) -> None:
        told = linked(
            capfd, written("a.csv", "Yusuf Baco,12/01/1980", "Baco Yusuf,12/01/1980", columns="id,Nama,Tgl Lahir")
        )
        assert all((row["id_a"], row["id_b"]) == ("p1", "p2") for row in told)
        assert linked(capfd, "a.csv", "--all")[0]["id_b"] == "p2"

    def test_may_be_in_any_order(self, capfd: Captured) -> None:
        people = [
            f"p{place},{person}" for place, person in enumerate([YUSUF, AMINAH, STRANGER, YUSUF_AGAIN, AMINAH_AGAIN])
        ]
        told = []
        for seed in range(3):
            random.Random(seed).shuffle(people)
            Path("a.csv").write_text("\n".join([COLUMNS, *people]) + "\n", encoding="utf-8")
            told.append(linked(capfd, "a.csv", "--all"))
        assert told[0] == told[1] == told[2] != []

    def test_weighs_two_as_before_when_a_stranger_comes(self, capfd: Captured) -> None:
        before = linked(capfd, written("a.csv", YUSUF, YUSUF_AGAIN))
        assert linked(capfd, written("a.csv", YUSUF, YUSUF_AGAIN, STRANGER)) == before != []


class TestTwoLists:
    def test_are_linked_with_each_other_only(self, capfd: Captured) -> None:
        written("a.csv", YUSUF, YUSUF, AMINAH)
        written("b.csv", STRANGER, YUSUF_AGAIN)
        told = linked(capfd, "a.csv", "b.csv")
        assert {(row["id_a"], row["id_b"]) for row in told} == {("p1", "p2"), ("p2", "p2")}

    def test_may_be_exchanged(self, capfd: Captured) -> None:
        written("a.csv", YUSUF, AMINAH, STRANGER)
        written("b.csv", AMINAH_AGAIN, YUSUF_AGAIN, NEITHER_NIK_NOR_DAY)
        there, back = linked(capfd, "a.csv", "b.csv", "--all"), linked(capfd, "b.csv", "a.csv", "--all")
        assert pairs(there) == {(b, a, weight, decision) for a, b, weight, decision in pairs(back)} != set()

    def test_may_be_empty(self, capfd: Captured) -> None:
        written("a.csv", YUSUF)
        written("b.csv")
        assert linked(capfd, "a.csv", "b.csv") == linked(capfd, "b.csv", "a.csv") == []


class TestRefusals:
    def test_say_that_there_is_no_such_file(self, capfd: Captured) -> None:
        assert "nirgends.csv" in refused(capfd, "nirgends.csv")
        assert "nirgends.csv" in refused(capfd, written("a.csv", YUSUF), "nirgends.csv")

    def test_say_that_no_column_is_known(self, capfd: Captured) -> None:
        """Nobody found is not the same as nothing read."""
        Path("a.csv").write_text("apel;jeruk\n1;2\n", encoding="utf-8")
        assert "judul kolom" in refused(capfd, "a.csv")

    def test_say_that_a_file_is_no_list(self, capfd: Captured) -> None:
        Path("a.csv").write_bytes(b"%PDF-1.7\n")
        assert "a.csv" in refused(capfd, "a.csv")

    @pytest.mark.parametrize(
        "wrong", [[], ["a.csv", "b.csv", "c.csv"], ["a.csv", "--engine", "abacus"], ["a.csv", "--al"]]
    )
    def test_say_which_argument_is_wrong(self, capfd: Captured, wrong: list[str]) -> None:
        refused(capfd, *wrong)


class TestPictures:
    def test_lie_in_the_folder(self, capfd: Captured) -> None:
        linked(capfd, written("a.csv", YUSUF, YUSUF_AGAIN), "--pictures", "gambar")
        drawn = sorted(Path("gambar").glob("*.svg"))
        assert [picture.stem for picture in drawn] == ["air-terjun", "aturan", "bobot"]
        assert all(picture.read_text(encoding="utf-8").startswith("<svg") for picture in drawn)


class TestInWords:
    def test_says_how_many_and_who(self, capfd: Captured) -> None:
        assert main([written("a.csv", YUSUF, STRANGER, YUSUF_AGAIN)]) == 0
        out = capfd.readouterr().out
        assert "3 orang dibaca" in out
        assert "p1 = p3 (satu orang)" in out
