"""What is done to decrees. Each function is one transaction, and asked again with the same key does nothing more."""

from payung.decrees.actions.amending import amend_decree, replace_by_minutes
from payung.decrees.actions.binding import state_commitments
from payung.decrees.actions.corrections import add_correction
from payung.decrees.actions.dropping import drop_lines, set_aside
from payung.decrees.actions.freeing import free_place, free_places
from payung.decrees.actions.freezing import send_for_signature
from payung.decrees.actions.from_selection import draft_decree
from payung.decrees.actions.keeping import ask_again, ask_annex, keep_annex
from payung.decrees.actions.moving import move_places
from payung.decrees.actions.replacing import Replacement, planned_replacements, replacements_for
from payung.decrees.actions.restoring import restore_place
from payung.decrees.actions.revealing import open_paper, reveal_annex
from payung.decrees.actions.signers import remembered, set_signing
from payung.decrees.actions.signing import put_in_force, record_signature
from payung.decrees.actions.steps import check_decree, return_decree

__all__ = [
    "Replacement",
    "add_correction",
    "amend_decree",
    "ask_again",
    "ask_annex",
    "check_decree",
    "draft_decree",
    "drop_lines",
    "free_place",
    "free_places",
    "keep_annex",
    "move_places",
    "open_paper",
    "planned_replacements",
    "put_in_force",
    "record_signature",
    "remembered",
    "replace_by_minutes",
    "replacements_for",
    "restore_place",
    "return_decree",
    "reveal_annex",
    "send_for_signature",
    "set_aside",
    "set_signing",
    "state_commitments",
]
