"""Who may look at pre-checks, and who may do what the acts themselves check once more."""

from payung.accounts.rules import Role
from payung.eligibility.asking import ASKERS

LOOKERS = (*ASKERS, Role.INSPECTOR)
