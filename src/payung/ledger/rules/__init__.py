"""What an entry may be. Pure: no database, no clock."""

from payung.ledger.rules.moving import Balance, Move, Sums, balance_of, summed
from payung.ledger.rules.refusals import Refused

__all__ = ["Balance", "Move", "Refused", "Sums", "balance_of", "summed"]
