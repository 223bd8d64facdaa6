"""Marks inside the user's own workbook.

A workbook is a zip of XML parts. Only the places that must change are changed, byte for byte; all else (formulas and
their last values, pictures, charts, macros, drop-down lists, themes) is carried over as it came. A library that loads
and saves a workbook drops what it does not know, and the last values of every formula.
"""
