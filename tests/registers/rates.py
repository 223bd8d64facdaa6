"""How often clerks slip, a row: each with why it may be so. Twice as dirty for a group's own list, half for BPJS's.

Held beside `samples/`: of their 265 rows 2.6 % have a NIK of another length or none, 2 % lost digits in Excel, 2 % a date
or sex unlike the NIK; on top come the failures of the law paper (§7.1) that one list cannot show.
"""

SECOND_SHARE = 0.30  # of the rows: the second, third or fourth writing of somebody
WRITINGS = (0.66, 0.252, 0.080, 0.008)  # of the humans: once, twice, …
SAME_LIST = 0.05  # of the second writings: in the same list once more

SOURCES = ("desa", "kelompok", "sk", "bpjs")
WEIGHT = (0.50, 0.16, 0.20, 0.14)  # in which list somebody stands first of all
CARE = (1.0, 1.7, 0.7, 0.5)  # the group's secretary writes by hand; BPJS's list was typed against the card

NIK_MISSING = (0.03, 0.12, 0.01, 0.002)
NIK_DIGIT = 0.028  # one digit read or typed wrong
NIK_TURNED = 0.012  # two neighbours exchanged
NIK_LENGTH = 0.010  # one left out or twice: sixteen become fifteen or seventeen
NIK_EXCEL = 0.014  # the cell was a number: the last digit is 0
NIK_EXCEL_SHORT = 0.002  # … and was shown as 6.30208E+15: ten zeros
NIK_RELATIVE = 0.008  # copied from the line of the husband, the mother …
NIK_WRITTEN = 0.006  # with spaces, dots or an apostrophe; nothing is wrong
KK_MISSING = (0.10, 0.55, 0.35, 0.65)
KK_DIGIT = 0.025
KK_EARLIER = (0.30, 0.35, 0.60, 0.50)  # of those who have had another: lists and decrees are older than the new KK

NAME_SHORT = (0.45, 0.60, 0.30, 0.15)  # of the words that have a short form (Muh., St., Abd.)
NAME_SPELT = 0.085  # of the words: by ear
NAME_DROPPED = 0.055  # of the names of two words or more
NAME_FIRST_DROPPED = 0.05  # of those that begin with Muhammad, Siti, Nur, Andi …
NAME_INITIAL = 0.025
NAME_TURNED = 0.015
NAME_TYPED = 0.035
NAME_JOINED = 0.012  # Nur Hayati, Nurhayati
NAME_TITLE = 0.07  # H., Hj.: of those beyond 45
NAME_BIN = 0.025  # bin, binti and the father's word; in old lists
NAME_DEGREE = 0.006
NAME_MARKED = 0.004  # (Alm)
NAME_CALLED = 0.004  # by what the neighbours call them: Acil, Amang, Pak RT …
SOURCE_UPPER = (0.45, 0.15, 1.0, 1.0)  # of the lists of a desa: in capitals

DATE_MISSING = (0.02, 0.10, 0.01, 0.0)
DATE_TURNED = 0.010  # day and month exchanged, where both can be months
DATE_PART = 0.016  # day, month or year mistyped
DATE_DEFAULT = 0.014  # 1 January of the year
SEX_MISSING, SEX_WRONG = (0.01, 0.08, 0.01, 0.0), 0.006
PHONE_MISSING = (0.40, 0.30, 0.70, 0.15)
PHONE_EARLIER = 0.35  # of those who have had another
PHONE_DIGIT = 0.012
PHONE_WRITTEN = 0.06  # +62, hyphens, the zero eaten by Excel
PHONE_CLERK = 0.006  # the clerk's or the chairman's own, for all who have none
DESA_MISSING = (0.0, 0.03, 0.01, 0.02)
DESA_NEAR = 0.012  # the one beside it: two of a name, or the list's heading
DESA_EARLIER = 0.5  # of those who moved
ADDRESS_MISSING = (0.20, 0.60, 0.45, 0.40)
ADDRESS_OTHER = 0.05  # written as it was years ago
RT_MISSING = (0.10, 0.45, 0.40, 0.60)
HEIR_MISSING = (0.60, 0.80, 0.70, 0.35)
HEIR_OTHER = 0.10  # somebody else was named
