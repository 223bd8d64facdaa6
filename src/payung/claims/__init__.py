"""Claims: from the accident or death to money in the family's hands. Nobody dead goes unclaimed.

Nouns: a *report* is what somebody told us, however little; a *claim* is one event of one person, of a scheme once it
is clear which; a *step* is what happened to a claim; a *paper* (berkas) is a document that BPJS wants to see; a
*computation* is what the law owes, line by line, with the law's hash; a *death list* says who died, in any layout.
"""
