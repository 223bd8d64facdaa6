"""Invented Indonesian registers with their truth, to measure linkage by. Knows nothing of what is measured.

made = registers.sized(rows=100_000, seed=registers.TUNING_SEEDS[0])
made.rows(), made.columns["name"], made.pairs(), made.kin(a, b)
"""

from registers.register import REPORTING_SEEDS, TUNING_SEEDS, Register, Row, register, sized

__all__ = ["REPORTING_SEEDS", "TUNING_SEEDS", "Register", "Row", "register", "sized"]
