"""What is done to memberships. Each function but `register`, `change_kpj` and `move_fund` is one transaction and one event.

Those three stand in the transaction of the answer of BPJS that they carry out, which tells of them.
"""

from payung.membership.actions.ageing import age_out
from payung.membership.actions.changing import change_kpj, move_fund
from payung.membership.actions.ending import end
from payung.membership.actions.holding import hold, release, release_many
from payung.membership.actions.opening import open_paper
from payung.membership.actions.registering import register
from payung.membership.actions.restoring import restore
from payung.membership.rules.told import Accepted, Ending, KpjTaken, MemberAlready, Paper, Registered, Told

__all__ = [
    "Accepted",
    "Ending",
    "KpjTaken",
    "MemberAlready",
    "Paper",
    "Registered",
    "Told",
    "age_out",
    "change_kpj",
    "end",
    "hold",
    "move_fund",
    "open_paper",
    "register",
    "release",
    "release_many",
    "restore",
]
