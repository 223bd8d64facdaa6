"""Makes the small lists of `tests/lists` and their truth, from the contract alone. Imports nothing of Payung."""
