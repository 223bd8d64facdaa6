"""Persons of the kabupaten: who they are, by which NIK, in which household, with which heirs and children.

A *person* is one human being as far as we know; an *identity* a NIK that was the person's for a time; a *household*
those of one family card. Not here: who is who (`matching`), what lists said of them (`intake`).
"""
