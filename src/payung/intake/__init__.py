"""From an office's untidy list to rows that say what is wrong with them, and later to candidates.

A *file* is what an office sent, a *row* a person in it, a *finding* what is said of a row, a *problem* a finding in
words. Not here: opening files (`gateways`), who a person is (`matching`), whom the programme takes (`eligibility`).
"""
