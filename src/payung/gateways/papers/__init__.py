"""Papers that are printed and signed: the annex of a decree, the public notice of each desa. PDF by ReportLab.

Typed lines in, a file out; the same input gives the same bytes. Not here: letters that an office edits (`letters`).
"""
