"""Pairs of a register: whatever its order, and whoever else is in it."""

import random
import time

import numpy as np
import pyarrow as pa

from payung.gateways.linkage.blocking import NEXT
from payung.gateways.linkage.explaining import parts
from payung.gateways.linkage.model import shipped
from payung.gateways.linkage.pairs import Pairs
from payung.gateways.linkage.predicting import predict, predict_between
from payung.gateways.linkage.records import COLUMNS, Record
from payung.gateways.linkage.tests.drawn import drawn

RECORDS = drawn(300)
SARI = Record(
    1, "6302064703800001", "6302062006120001", "SARI WULANDARI", "SARI WULANDARI", "SARI WULANDARI",
    "1980-03-07", "P", "63.02.06.2001", None, None, None,
)  # fmt: skip


def found(records, *, floor_bits: float = -1e9) -> Pairs:
    return predict(records=records, model=shipped(), floor_bits=floor_bits, memory_mb=500, threads=1)


def told(pairs: Pairs) -> dict[tuple[int, int], tuple[float, tuple[int, ...], int]]:
    columns = (pairs.a, pairs.b, pairs.weight, pairs.gammas, pairs.doubts)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return {(a, b): (round(weight, 9), tuple(gammas), doubt) for a, b, weight, gammas, doubt in rows}


class TestPredict:
    def test_says_the_same_in_any_order(self) -> None:
        shuffled = random.Random(3).sample(RECORDS, len(RECORDS))
        assert told(found(RECORDS)) == told(found(shuffled))

    def test_changes_nothing_between_two_when_a_stranger_comes(self) -> None:
        few = RECORDS[:60]
        stranger = SARI._replace(id=9_999, nik="7171010101010009")
        with_stranger = told(found([*few, stranger]))
        assert told(found(few)) == {pair: said for pair, said in with_stranger.items() if 9_999 not in pair}

    def test_says_each_pair_once_low_id_first_and_in_order(self) -> None:
        pairs = found(RECORDS)
        assert len(told(pairs)) == len(pairs) > 1_000
        assert (pairs.a < pairs.b).all()
        assert told(pairs).keys() == dict.fromkeys(sorted(told(pairs))).keys()
        assert sum(pairs.blocks.values()) == len(pairs)

    def test_leaves_out_what_weighs_less_than_the_floor(self) -> None:
        every = told(found(RECORDS))
        assert told(found(RECORDS, floor_bits=3.0)) == {pair: said for pair, said in every.items() if said[0] >= 3.0}

    def test_finds_nothing_among_none_and_one(self) -> None:
        for records in ([], RECORDS[:1]):
            pairs = found(records)
            assert (len(pairs), pairs.gammas.shape[1]) == (0, 6)

    def test_knows_nothing_from_a_column_that_is_missing(self) -> None:
        columns = {
            name: [getattr(record, name) for record in RECORDS] for name in ("id", "name", "words", "sound", "born")
        }
        named = [Record(**dict.fromkeys(COLUMNS) | {n: getattr(r, n) for n in columns}) for r in RECORDS]  # type: ignore[arg-type]
        assert told(found(pa.table(columns))) == told(found(named))

    def test_chains_a_register_of_one_person(self) -> None:
        pairs = found([SARI._replace(id=id_) for id_ in range(1, 2_001)])
        assert len(pairs) < 2_000 * NEXT
        assert set(pairs.a.tolist()) | set(pairs.b.tolist()) == set(range(1, 2_001))
        assert (pairs.weight > 20).all()

    def test_is_not_held_up_by_a_hundred_thousand_of_one_name(self) -> None:
        ids = list(range(100_000))
        names = {column: ["MUHAMAD"] * len(ids) for column in ("name", "words", "sound")}
        began = time.process_time()
        pairs = found(pa.table({"id": ids, **names, "born": ["1980-01-01"] * len(ids)}))
        assert len(pairs) < len(ids) * NEXT
        assert time.process_time() - began < 30  # compared through and through, these would be hours


class TestPredictBetween:
    def test_finds_across_and_not_within(self) -> None:
        left, right = RECORDS[:40], RECORDS[40:]
        lefts = {record.id for record in left}
        across = {pair: said for pair, said in told(found(RECORDS)).items() if (pair[0] in lefts) != (pair[1] in lefts)}
        between = predict_between(left=left, right=right, model=shipped(), floor_bits=-1e9, memory_mb=500, threads=1)
        assert told(between) == across

    def test_keeps_ids_of_both_sides_apart(self) -> None:
        pairs = predict_between(left=[SARI], right=[SARI], model=shipped(), floor_bits=0.0, memory_mb=500, threads=1)
        assert (pairs.a.tolist(), pairs.b.tolist()) == ([1], [1])


class TestParts:
    def test_come_to_the_weight(self) -> None:
        pairs = found(RECORDS)
        for at in range(0, len(pairs), 101):
            told_parts = parts(shipped(), pairs.gammas[at].tolist(), weight=float(pairs.weight[at]))
            assert np.isclose(sum(part.bits for part in told_parts), pairs.weight[at])
            assert [told_parts[0].comparison, told_parts[-1].comparison] == ["prior", "rarity"]
