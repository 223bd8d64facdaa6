"""Our comparisons as Splink's settings."""

from collections.abc import Mapping
from typing import Any

from payung.gateways.linkage.comparing.base import Comparison


def comparison_settings(
    comparison: Comparison, *, u: Mapping[str, float], m: Mapping[str, float] | None = None, rarity: bool = False
) -> dict[str, Any]:
    """One comparison with its chances; with `rarity`, also whose frequency its levels take (training leaves it out)."""
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.unknown, "label_for_charts": "unknown", "is_null_level": True}
    ]
    for level in comparison.levels:
        levels.append(
            {
                "sql_condition": level.sql or "ELSE",
                "label_for_charts": level.name,
                "u_probability": u[level.name],
                "fix_u_probability": True,
                **({"m_probability": m[level.name]} if m else {}),
            }
        )
        if rarity and level.rarity:
            levels[-1] |= {"tf_adjustment_column": level.rarity, "disable_tf_exact_match_detection": True}
    return {"output_column_name": comparison.name, "comparison_levels": levels}
