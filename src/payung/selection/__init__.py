"""Whom the places go to: division over the map, ranking, reserve list, public notice and objections.

A *selection* ranks the eligible of one run; a *share* is what a desa gets of the places; a *draw* breaks ties by a seed
recorded before anybody sees a rank.
"""
