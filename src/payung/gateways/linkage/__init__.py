"""The linkage engine: which of many records may be of one human being, with a weight in bits for each pair.

A *record* is one writing of somebody, normalised; a *comparison* puts a pair on one of its *levels* (gamma); a *model*
holds what each level weighs. Fellegi and Sunter's model, trained by expectation maximisation with Splink. The same
comparisons run in DuckDB, in Spark and, for a few records at the door, in Python. Knows no table of ours, and decides
nothing: `matching` does.
"""
