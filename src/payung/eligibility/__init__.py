"""Whom the programme may take: pre-checks at other registers, and the judgement on facts handed to it.

A *request* asks another register of persons, its *answer* brings *results*; a *verdict* judges one person under one
version of the criteria; a *ruling* is a person's decision and outranks it. Who holds a place is told by the caller.
"""
