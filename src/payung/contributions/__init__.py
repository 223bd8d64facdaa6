"""What is owed for whom, verified by the desa before it is billed, paid, received by BPJS, and held against its list.

A *due* is one member's one month; a *bill* holds the dues of one fund for one term; a *payment* is an SPP-LS with its
SPM and SP2D; a *receipt* is BPJS's word that money came, and the day from which it covers.
"""
