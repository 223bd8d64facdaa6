"""What was done in the house, by whom and when: one chain of *events* per kabupaten, and tables that only grow.

An event stands for one act of one person, also where it touched 50,000 lines. Not here: what the acts mean.
"""
