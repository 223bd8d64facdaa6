"""The sealed books of a programme, in double entry: what the budget allows, and how far each rupiah of it has come.

An *entry* is one thing that happened, its *postings* are what it did to accounts; every entry is nothing in sum, for
each fund, in rupiah and in person-months (OB). Nothing is changed or taken away: a mistake is reversed by an entry.
Not here: who owes what, and whether a paper may be signed.
"""
