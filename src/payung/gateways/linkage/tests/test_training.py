"""Weights from a register: by Splink, the same every time, and not from too few."""

import pytest
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

import registers
from payung.gateways.linkage import duck, learning, training
from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.model import shipped
from payung.gateways.linkage.predicting import predict
from payung.gateways.linkage.splinking import comparison_settings
from payung.gateways.linkage.tests.drawn import drawn
from payung.matching.rules.identities import Written, records

MADE = registers.sized(rows=3_000, seed=registers.TUNING_SEEDS[0])
RECORDS = records(Written(*row[:11]) for row in MADE.rows())


@pytest.fixture(scope="module")
def trained():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learning, "RANDOM_PAIRS", 60_000)
        yield training.train(records=RECORDS, version="1", trained_on="2026-11-23")


class TestTrain:
    def test_learns_to_tell_one_from_two(self, trained) -> None:
        pairs = predict(records=RECORDS, model=trained, floor_bits=3.0, memory_mb=500, threads=1)
        same = MADE.same(pairs.a, pairs.b)
        assert same.mean() > 0.95
        assert same.sum() > 0.9 * len(MADE.pairs())

    def test_says_what_it_learned_from(self, trained) -> None:
        assert trained.counts["records"] == len(RECORDS)
        assert abs(trained.counts["pairs"] / len(MADE.pairs()) - 1) < 0.25
        assert (trained.version, trained.trained_on, len(trained.data_sha256)) == ("1", "2026-11-23", 64)

    def test_learns_the_same_from_the_same(self, trained, monkeypatch) -> None:
        monkeypatch.setattr(learning, "RANDOM_PAIRS", 60_000)
        again = training.train(records=RECORDS, version="1", trained_on="2026-11-23")
        for name, levels in again.comparisons.items():
            for one, other in zip(levels, trained.comparisons[name], strict=True):
                assert (one.m, one.u) == pytest.approx((other.m, other.u), rel=1e-6)
        assert again.data_sha256 == trained.data_sha256

    def test_takes_the_shipped_weights_for_few(self) -> None:
        few = RECORDS[: training.LEAST_RECORDS - 1]
        assert training.train(records=few, version="1", trained_on="2026-11-23") is shipped()

    def test_takes_the_shipped_weights_for_many_of_one_name(self) -> None:
        alike = [drawn(1, missing=0.0)[0]._replace(id=id_) for id_ in range(2_500)]
        assert training.train(records=alike, version="1", trained_on="2026-11-23") is shipped()


class TestComparisonSettings:
    def test_make_splink_weigh_as_we_do(self) -> None:
        model, some = shipped(), RECORDS[:1_200]
        ours = predict(records=some, model=model, floor_bits=-1e9, memory_mb=500, threads=1)
        theirs = _by_splink(model, some)
        both = [(a, b) for a, b in zip(ours.a.tolist(), ours.b.tolist(), strict=True) if (a, b) in theirs]
        assert len(both) > 200
        weight = dict(zip(zip(ours.a.tolist(), ours.b.tolist(), strict=True), ours.weight.tolist(), strict=True))
        assert max(abs(weight[pair] - theirs[pair]) for pair in both) < 1e-6


def _by_splink(model, some) -> dict[tuple[int, int], float]:
    """Splink's own prediction for who shares a NIK or KK, with our parameters and frequencies."""
    weights = {name: {level.name: level for level in levels} for name, levels in model.comparisons.items()}
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            comparison_settings(
                c,
                m={name: level.m for name, level in weights[c.name].items()},
                u={name: level.u for name, level in weights[c.name].items()},
                rarity=True,
            )
            for c in COMPARISONS
        ],
        blocking_rules_to_generate_predictions=[block_on("nik"), block_on("kk")],
        probability_two_random_records_match=model.prior,
        linker_uid="payung",
    )
    with duck.connected(memory_mb=500, threads=1) as connection:
        duck.prepare_records(connection, records=duck.as_table(some), model=model)
        api = DuckDBAPI(connection)
        linker = Linker(api.register("prepared"), settings, log_level=None)
        for column in ("words", "sound", "part"):
            connection.execute(f"create table of_tf_{column} as select distinct {column}, tf_{column} from prepared")
            linker.table_management.register_term_frequency_lookup(api.register(f"of_tf_{column}"), column)
        made = linker.inference.predict(threshold_match_weight=-200, warning_mode="never").physical_name
        rows = connection.execute(
            f"select least(id_l, id_r), greatest(id_l, id_r), match_weight from {made}"
        ).fetchall()
    return {(a, b): weight for a, b, weight in rows}
