"""How lists of BPJS and of other payers are read: their headings, months, numbers and words. Matches nobody."""
