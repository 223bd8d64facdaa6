"""What others, and our own pages, may know of the books."""

from payung.ledger.queries.balances import Balances, TrialBalance, TrialRow, balances, trial_balance
from payung.ledger.queries.closes import CloseFacts, changed_since_closed, closed_through, closes
from payung.ledger.queries.entries import (
    EntriesAsked,
    EntryFacts,
    PostingFacts,
    entries,
    entries_of_source,
    entry,
    entry_of,
    is_open,
    told_entries,
    written,
)

__all__ = [
    "Balances",
    "CloseFacts",
    "EntriesAsked",
    "EntryFacts",
    "PostingFacts",
    "TrialBalance",
    "TrialRow",
    "balances",
    "changed_since_closed",
    "closed_through",
    "closes",
    "entries",
    "entries_of_source",
    "entry",
    "entry_of",
    "is_open",
    "told_entries",
    "trial_balance",
    "written",
]
