"""The issue's table from answers on registers whose truth is known."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from linking import metrics, ours, stored
from linking.metrics import spread
from linking.weighed import Weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One register, and what both engines answered."""

    made: Any
    ours: dict[str, Any]
    ordinary: dict[str, Any]
    costs: dict[str, dict[str, Any]]


def thresholds(tuned: list[Measured]) -> dict[str, float]:
    """The best weight on the tuning seeds, sought in one way for both."""
    return {
        name: metrics.best_threshold([(stored.weighed(getattr(one, name)), one.made.human) for one in tuned])
        for name in ("ours", "ordinary")
    }


def pairs_and_clusters(shown: list[Measured], at: dict[str, float]) -> dict[str, Any]:
    """F1 of both at the thresholds carried over, over the seeds."""
    return {
        name: {"threshold_bits": at[name]} | _over([_at_threshold(one, name, at[name]) for one in shown]) for name in at
    }


def _at_threshold(one: Measured, name: str, threshold: float) -> dict[str, float]:
    said = stored.weighed(getattr(one, name)).above(threshold)
    human = one.made.human
    pairs = metrics.of_pairs(said, human=human)
    clusters = metrics.of_clusters(metrics.components(said, rows=len(human)), human=human)
    return {
        "f1": pairs.f1,
        "precision": pairs.precision,
        "recall": pairs.recall,
        "cluster_f1": clusters.f1,
        "looked_at_recall": metrics.of_pairs(stored.weighed(getattr(one, name)), human=human).recall,
    }


def decisions(shown: list[Measured]) -> dict[str, Any]:
    """What the office's rules do: automatic joins, questions, and what is right once the questions are answered."""
    return _over([_decided(one) for one in shown])


def _decided(one: Measured) -> dict[str, float]:
    human, kept = one.made.human, one.ours
    given = (kept["a"], kept["b"], kept["weight"], kept["doubts"])
    first = ours.decided(*given, rows=len(human))
    right = one.made.same(first.asked.a, first.asked.b)
    settled = ours.decided(*given, rows=len(human), one=_pairs(first.asked, right), two=_pairs(first.asked, ~right))
    joined = metrics.of_pairs(first.joined, human=human)
    kin = one.made.kin(first.joined.a, first.joined.b)
    both = Weighed(*(np.concatenate(parts) for parts in zip(first.joined, first.asked.where(right), strict=True)))
    clusters = metrics.of_clusters(first.cluster, human=human)
    return {
        "automatic_precision": joined.precision,
        "automatic_recall": joined.recall,
        "relatives_in_1000_joins": 1000 * float(kin.mean()) if len(kin) else 0.0,
        "asked_of_candidates": len(first.asked.a) / len(human),
        "asked_are_one": float(right.mean()) if len(right) else 0.0,
        "settled_f1": metrics.of_pairs(both, human=human).f1,
        "automatic_cluster_f1": clusters.f1,
        "automatic_cluster_precision": clusters.precision,
        "settled_cluster_f1": metrics.of_clusters(settled.cluster, human=human).f1,
    }


def _pairs(asked: Weighed, mask: Any) -> list[tuple[int, int]]:
    return list(zip(asked.a[mask].tolist(), asked.b[mask].tolist(), strict=True))


def _over(rows: list[dict[str, float]]) -> dict[str, Any]:
    return {name: spread([row[name] for row in rows]) for name in rows[0]}


def ratios(spent: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Our CPU seconds to each other engine's."""
    return {name: round(spent["ours"]["cpu_s"] / cost["cpu_s"], 3) for name, cost in spent.items() if name != "ours"}


def growth(costs: dict[int, dict[str, dict[str, Any]]]) -> dict[str, Any]:
    """Exponents from the least size to the greatest: pairs looked at and CPU seconds."""
    sizes = sorted(costs)
    least, most = sizes[0], sizes[-1]
    steps = float(np.log(most / least))
    answer: dict[str, Any] = {"from": least, "to": most}
    for name in ("ours", "ordinary"):
        low, high = costs[least][name], costs[most][name]
        answer[name] = {
            "pairs": round(float(np.log(sum(high["blocks"].values()) / sum(low["blocks"].values())) / steps), 3),
            "cpu": round(float(np.log(high["cpu_s"] / low["cpu_s"]) / steps), 3),
        }
    return answer
