"""What the pages of a checked list show, ready to be printed: every number formatted, every NIK masked.

`uploads`: a list from outside: where its check stands and how many rows wait on each tab. `lists`: what was found in the
file, and how its sheets were read. `rows`: the rows of one tab. `findings`: words all of these use for a finding.
"""
