"""Whom the places go to: division over the map, ranking, reserve list, public notice and objections.

A *selection* ranks the eligible of one run; a *share* is what a desa gets of the places; a *purse* is a fund as it was
at the lock; a *draw* breaks ties by a seed recorded before anybody sees a rank; a *promotion* takes somebody from the
reserve list for a name that an objection struck. The rule of choice stands in rules/choosing.py.
"""
