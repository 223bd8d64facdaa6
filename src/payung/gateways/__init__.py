"""The outside world: spreadsheets and, later, BPJS layouts, letters and messages.

Typed rows out; knows no table of ours and no rule of the programme.
"""
