"""Batches to BPJS and what comes back: who is registered under which number, who was refused and in which words.

A *batch* is one workbook of one kind for one fund; its *lines* are named persons; an *answer* is a file that came back,
whole or in part. Acceptance registers; it does not cover.
"""
