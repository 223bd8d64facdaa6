"""Lists that leave the house and answers that come back: a request for matching to Dukcapil, BPJS or DTSEN.

Out: an .xlsx whose rows carry a hidden key, or a .csv for Indonesian Excel; no cell of it can ever run. Back: a table of
any make and layout, read in the child process, as headings and texts. Not here: what an answer means.
"""

from payung.gateways.lists.answer import AnswerRow, AnswerSheet, Table, read_table_in_child
from payung.gateways.lists.columns import Cell, Column, Kind, ListRow
from payung.gateways.lists.comma import write_csv
from payung.gateways.lists.keys import Key, key_text, read_key
from payung.gateways.lists.sealed_out import SealedOut
from payung.gateways.lists.workbook import ClosingSheet, write_list

__all__ = [
    "AnswerRow",
    "AnswerSheet",
    "Cell",
    "ClosingSheet",
    "Column",
    "Key",
    "Kind",
    "ListRow",
    "SealedOut",
    "Table",
    "key_text",
    "read_key",
    "read_table_in_child",
    "write_csv",
    "write_list",
]
