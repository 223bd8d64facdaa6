"""The Bupati's decree by name: lines frozen, places used, signed, in force, amended, replaced.

A *line* names a person for some months from one fund; a *place* is what a line in force takes of the quotas.
Asks nobody above: an ended membership calls `free_place`.
"""
