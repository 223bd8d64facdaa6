"""The demo: an invented Kotabaru register in the untidy workbooks of its offices, with the truth beside each.

For people who look at Payung before they trust it, and for tests that need lists of any size.
Nobody here is a real person. Names are put together at random; every NIK is built as the law builds it, but with a
serial from 7101 up, higher than any registry office reaches on one birth day, so it belongs to nobody. That is why
demo files, unlike everything else in the home, may hold NIKs in clear text.

Nouns: a *person* lives in the register; an *entry* is a person on the way into a file, with what was spoiled on it;
an *office* sends one file in one layout; the *truth* says what a check of that file owes. The truth is recorded
where the damage is done, never read back from the checker.
"""
