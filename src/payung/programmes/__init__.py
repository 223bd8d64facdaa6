"""The local government's programme: whom it insures, within which limits, by whose layouts.

Nouns: a *programme* is the government's (JKK and JKM are *schemes*); an *occupation* has a *standing*; an *insurer
layout* is the set of columns that BPJS wants. Local figures are data of the programme, never law.
"""
