"""Who is who: candidates become persons, and a doubt becomes a question to a person.

A *link* says which person a candidate is; a *question* what the rules may not decide; a *join* that two persons are one.
"""
