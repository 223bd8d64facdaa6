"""What is said in SQL and what is said in Python is one thing."""

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest

from payung.gateways.linkage import duck, predicting
from payung.gateways.linkage.blocking import BLOCKS, block_values, keys_sql
from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.comparing.name import NAME
from payung.gateways.linkage.doubts import DOUBTS
from payung.gateways.linkage.model import shipped
from payung.gateways.linkage.scoring import Scorer
from payung.gateways.linkage.tests.drawn import drawn

RECORDS = drawn(4_000)
_ONE_WORD = NAME.gammas()["one_word"]  # of this stock all common words are also near


@pytest.fixture(scope="module")
def weighed():
    """Each record with the next."""
    with duck.connected(memory_mb=500, threads=1) as connection:
        duck.prepare_records(connection, records=duck.as_table(RECORDS), model=shipped())
        connection.execute("create table pair as select nth as a, nth + 1 as b, 1 as kind from prepared")
        connection.execute("delete from pair where b not in (select nth from prepared)")
        return predicting.weighed(connection, model=shipped(), floor_bits=-1e9)


class TestScorer:
    def test_says_what_duckdb_says(self, weighed) -> None:
        scored = [Scorer(shipped()).score(a, b) for a, b in pairwise(RECORDS)]
        assert [list(one.gammas) for one in scored] == weighed.gammas.tolist()
        assert [DOUBTS.index(one.doubt) + 1 if one.doubt else 0 for one in scored] == weighed.doubts.tolist()
        assert np.abs(weighed.weight - [one.weight for one in scored]).max() < 1e-6

    def test_saw_every_level(self, weighed) -> None:
        for at, comparison in enumerate(COMPARISONS):
            unseen = set(comparison.gammas().values()) - set(weighed.gammas[:, at].tolist())
            assert not unseen - {_ONE_WORD}, comparison.name
        assert set(weighed.doubts.tolist()) == set(range(len(DOUBTS) + 1))

    def test_says_the_same_of_a_pair_exchanged(self) -> None:
        scorer = Scorer(shipped())
        for a, b in list(pairwise(RECORDS))[:1_500]:
            one, other = scorer.score(a, b), scorer.score(b, a)
            assert one == other


class TestBlockValues:
    def test_bring_together_whom_sql_brings_together(self) -> None:
        records = RECORDS[:1_000]
        with duck.connected(memory_mb=500, threads=1) as connection:
            duck.prepare_records(connection, records=duck.as_table(records), model=shipped())
            keys = connection.execute(keys_sql()).fetchall()
        in_sql = defaultdict(set)
        for kind, nth, value in keys:
            in_sql[kind, value].add(records[nth].id)
        in_python = defaultdict(set)
        for record in records:
            for key in block_values(record):
                in_python[key].add(record.id)
        told = sorted((kind, sorted(ids)) for (kind, _), ids in in_sql.items())
        assert told == sorted((kind, sorted(ids)) for (kind, _), ids in in_python.items())
        assert {kind for kind, _ in in_python} == {block.kind for block in BLOCKS}
