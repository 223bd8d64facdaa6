"""The bench's arithmetic, by hand: whoever measures is measured too."""

import sys
from pathlib import Path

import numpy as np
import pytest

BENCH = str(Path(__file__).resolve().parents[2] / "bench")


@pytest.fixture
def metrics(monkeypatch):
    monkeypatch.syspath_prepend(BENCH)
    from linking import metrics

    yield metrics
    for name in [name for name in sys.modules if name.split(".")[0] == "linking"]:
        del sys.modules[name]


def said(metrics, *rows):
    a, b, weight = (np.array(column) for column in zip(*rows, strict=True))
    return metrics.Weighed(a, b, weight.astype(float))


HUMAN = np.array([7, 7, 7, 8, 8, 9])  # rows 1 to 6: three of one, two of one, one


class TestPairs:
    def test_counts_true_pairs_that_nobody_looked_at(self, metrics):
        score = metrics.of_pairs(said(metrics, (1, 2, 9.0), (4, 5, 8.0), (5, 6, 7.0)), human=HUMAN)
        assert (score.said, score.right, score.true) == (3, 2, 4)
        assert (score.precision, score.recall, score.f1) == (2 / 3, 2 / 4, 4 / 7)

    def test_says_nothing_wrong_where_nothing_is_said(self, metrics):
        none = said(metrics, (1, 2, 0.0)).above(1.0)
        assert (metrics.of_pairs(none, human=HUMAN).precision, metrics.of_pairs(none, human=HUMAN).f1) == (1.0, 0.0)


class TestClusters:
    def test_counts_what_follows_from_two_joins(self, metrics):
        cluster = metrics.components(said(metrics, (1, 2, 9.0), (2, 3, 8.0), (5, 6, 7.0)), rows=6)
        assert cluster.tolist() == [0, 0, 0, 3, 4, 4]
        score = metrics.of_clusters(cluster, human=HUMAN)
        assert (score.said, score.right, score.true) == (4, 3, 4)

    def test_finds_the_components_of_any_graph(self, metrics):
        random = np.random.default_rng(3)
        for _ in range(20):
            rows = 60
            a, b = random.integers(1, rows, 45), random.integers(2, rows + 1, 45)
            label = list(range(rows))
            for _ in range(rows):
                for one, other in zip((a - 1).tolist(), (b - 1).tolist(), strict=True):
                    label[one] = label[other] = min(label[one], label[other])
            found = metrics.components(metrics.Weighed(a, b, np.ones(45)), rows=rows)
            assert found.tolist() == label


class TestThreshold:
    def test_is_where_f1_is_highest_over_all_registers(self, metrics):
        weights = said(metrics, (1, 2, 9.0), (1, 3, 6.0), (2, 3, 5.0), (4, 5, 4.0), (3, 4, 2.0), (5, 6, 1.0))
        assert 2.0 < metrics.best_threshold([(weights, HUMAN)]) <= 4.0

    def test_takes_the_middle_of_those_that_do_as_well(self, metrics):
        weights = said(metrics, (1, 2, 20.0), (1, 3, 20.0), (2, 3, 20.0), (4, 5, 20.0), (5, 6, -4.0))
        assert metrics.best_threshold([(weights, HUMAN)]) == pytest.approx(8.0, abs=0.5)
