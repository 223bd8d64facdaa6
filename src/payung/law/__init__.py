"""The law of contribution and cover as dated data, and the rules that read it. Knows no table and no person.

Nouns: a *value* of law has a biography (`dated.py`), a *tariff* is what one month costs (`rules/contribution.py`),
a *standing* is whether one member is covered on one day (`rules/cover.py`).
"""
