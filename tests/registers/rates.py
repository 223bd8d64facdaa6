"""How often clerks slip, a row: each with why it may be so. Twice as dirty for a group's own list, half for BPJS's.

Held beside `samples/`: of their 265 rows 2.6 % have a NIK of another length or none, 2 % lost digits in Excel, 2 % a date
or sex unlike the NIK: what a check sees of one list alone. A digit that is wrong and possible it cannot see; where lists
were held to Dukcapil, as in the law paper (§6), a tenth to a half fell out for their NIK. Here a tenth are wrong.
"""

SECOND_SHARE = 0.30  # of the rows: the second, third or fourth writing of somebody
WRITINGS = (0.66, 0.252, 0.080, 0.008)  # of the humans: once, twice, …
SAME_LIST = 0.05  # of the second writings: in the same list once more

SOURCES = ("desa", "kelompok", "sk", "bpjs")
WEIGHT = (0.50, 0.16, 0.20, 0.14)  # in which list somebody stands first of all
CARE = (1.0, 1.7, 0.7, 0.5)  # the group's secretary writes by hand; BPJS's list was typed against the card
LIST_SPREAD = 0.5  # one clerk is three times as hasty as another (log-normal, of the lists of a desa)
ROW_SHAPE = 0.8  # and slips come together: the old woman without papers, the torn card (gamma, of the rows; mean 1)
# Lists in which nobody was asked at all. Of the five in `samples/` three have no KK, four no phone, one no address.
NIK_ABSENT = (0.0, 0.10, 0.0, 0.0)
KK_ABSENT = (0.25, 0.70, 0.45, 0.60)
DATE_ABSENT = (0.03, 0.08, 0.04, 0.0)
SEX_ABSENT = (0.03, 0.12, 0.05, 0.0)
PHONE_ABSENT = (0.40, 0.45, 0.80, 0.15)
ADDRESS_ABSENT = (0.20, 0.60, 0.45, 0.40)
RT_ABSENT = (0.10, 0.40, 0.40, 0.60)
HEIR_ABSENT = (0.65, 0.85, 0.75, 0.35)

NIK_MISSING = (0.05, 0.12, 0.015, 0.002)
NIK_DIGIT = 0.042  # one digit read or typed wrong
NIK_TURNED = 0.016  # two neighbours exchanged
NIK_LENGTH = 0.014  # one left out or twice: sixteen become fifteen or seventeen
NIK_EXCEL = 0.020  # the cell was a number: the last digit is 0
NIK_EXCEL_SHORT = 0.003  # … and was shown as 6.30208E+15: ten zeros
NIK_RELATIVE = 0.012  # copied from the line of the husband, the mother …
NIK_WRITTEN = 0.006  # with spaces, dots or an apostrophe; nothing is wrong
KK_MISSING = (0.06, 0.12, 0.04, 0.05)
KK_DIGIT = 0.03
KK_EARLIER = (0.30, 0.35, 0.60, 0.50)  # of those who have had another: lists and decrees are older than the new KK

NAME_SHORT = (0.40, 0.50, 0.25, 0.12)  # of the words that have a short form (Muh., St., Abd.)
NAME_SPELT = 0.09  # of the words: by ear
NAME_DROPPED = 0.065  # of the names of two words or more
NAME_FIRST_DROPPED = 0.05  # of those that begin with Muhammad, Siti, Nur, Andi …
NAME_INITIAL = 0.03
NAME_TURNED = 0.02
NAME_TYPED = 0.045
NAME_JOINED = 0.012  # Nur Hayati, Nurhayati
NAME_TITLE = 0.07  # H., Hj.: of those beyond 45
NAME_BIN = 0.025  # bin, binti and the father's word; in old lists
NAME_DEGREE = 0.006
NAME_MARKED = 0.004  # (Alm)
NAME_CALLED = 0.015  # by what the neighbours call them, which is another name or half of one: Acil Inah, Ambo Upe
SOURCE_UPPER = (0.45, 0.15, 1.0, 1.0)  # of the lists of a desa: in capitals

DATE_MISSING = (0.02, 0.06, 0.01, 0.0)
DATE_TURNED = 0.014  # day and month exchanged, where both can be months
DATE_PART = 0.022  # day, month or year mistyped
DATE_DEFAULT = 0.020  # 1 January of the year
SEX_MISSING, SEX_WRONG = (0.01, 0.02, 0.01, 0.0), 0.006
PHONE_MISSING = (0.20, 0.15, 0.20, 0.05)
PHONE_EARLIER = 0.35  # of those who have had another
PHONE_DIGIT = 0.012
PHONE_WRITTEN = 0.06  # +62, hyphens, the zero eaten by Excel
PHONE_CLERK = 0.006  # the clerk's or the chairman's own, for all who have none
DESA_MISSING = (0.0, 0.03, 0.01, 0.02)
DESA_NEAR = 0.012  # the one beside it: two of a name, or the list's heading
DESA_EARLIER = 0.5  # of those who moved
ADDRESS_MISSING = (0.10, 0.15, 0.05, 0.05)
ADDRESS_OTHER = 0.05  # written as it was years ago
RT_MISSING = (0.06, 0.12, 0.05, 0.05)
HEIR_MISSING = (0.15, 0.20, 0.10, 0.05)
HEIR_OTHER = 0.10  # somebody else was named
