"""Parameters: kept without loss, sane, and without the names of few."""

import json

import pytest

from payung.gateways.linkage import duck
from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.comparing.base import Level
from payung.gateways.linkage.learning import COMMON, frequencies
from payung.gateways.linkage.model import Model, shipped
from payung.gateways.linkage.sanity import ORDER, monotone
from payung.gateways.linkage.tests.drawn import drawn
from payung.gateways.linkage.weighing import level_bits


class TestModel:
    def test_is_written_and_read_without_loss(self) -> None:
        assert Model.from_json(json.loads(json.dumps(shipped().to_json()))) == shipped()

    def test_refuses_another_format(self) -> None:
        with pytest.raises(ValueError, match="format 99"):
            Model.from_json(shipped().to_json() | {"format": 99})

    def test_has_a_weight_for_each_level(self) -> None:
        for comparison in COMPARISONS:
            assert len(level_bits(shipped(), comparison)) == len(comparison.levels) + 1

    def test_weighs_no_levels_but_its_own(self) -> None:
        written = shipped().to_json()
        written["comparisons"]["sex"] = [{"name": "other", "m": 0.5, "u": 0.5}] * 2
        with pytest.raises(ValueError, match="for other levels"):
            level_bits(Model.from_json(written), next(c for c in COMPARISONS if c.name == "sex"))


class TestMonotone:
    def test_puts_levels_together_that_stand_the_wrong_way_round(self) -> None:
        m = monotone({"same": 0.4, "differ": 0.6}, {"same": 0.5, "differ": 0.5}, comparison="sex")
        assert m == {"same": 0.5, "differ": 0.5}

    def test_leaves_what_is_right(self) -> None:
        m = {"same": 0.9, "differ": 0.1}
        assert monotone(m, {"same": 0.5, "differ": 0.5}, comparison="sex") == m

    def test_holds_of_the_shipped_weights(self) -> None:
        for comparison in COMPARISONS:
            names = [level.name for level in comparison.ascending]
            bits = dict(zip(names, level_bits(shipped(), comparison)[1:], strict=True))
            for more, less in ORDER[comparison.name]:
                assert bits[more] >= bits[less] - 0.01, (more, less)

    def test_orders_only_levels_that_are(self) -> None:
        for comparison in COMPARISONS:
            known = {level.name for level in comparison.levels if isinstance(level, Level)}
            assert {name for both in ORDER[comparison.name] for name in both} <= known


class TestFrequencies:
    def test_name_nobody_who_shares_it_with_few(self) -> None:
        records = drawn(40, missing=0.0)
        records += [
            records[0]._replace(id=100 + n, name="ZAINUDIN", words="ZAINUDIN", sound="JINUDIN")
            for n in range(COMMON - 1)
        ]
        with duck.connected(memory_mb=200, threads=1) as connection:
            connection.register("record", duck.as_table(records))
            known = frequencies(connection)
        assert "ZAINUDIN" not in known["words"].common | known["word_part"].common
        for kept in known.values():
            assert min(kept.common.values()) >= COMMON / len(records) > kept.floor > 0
