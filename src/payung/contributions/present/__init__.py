"""Dues, bills, verification, reconciliation and reports as pages tell of them."""
