"""What others, and our own pages, may know of memberships."""

from payung.membership.queries.ageing import AgedOut, age_at_most, aged_out
from payung.membership.queries.columns import REASONS, STATES, RunningColumns, running
from payung.membership.queries.covering import Cover, CoverColumn, cover, covered_column, covers
from payung.membership.queries.dying import ToldDead, told_dead
from payung.membership.queries.facts import (
    ActFacts,
    MembershipFacts,
    acts_of,
    by_kpj,
    by_lines,
    card_holders,
    cards_of,
    facts_by_ids,
    of_humans,
    of_person,
    one,
    told_all,
)
from payung.membership.queries.holding import HeldFor, held_for
from payung.membership.queries.lists import (
    CoveredCount,
    MembersAsked,
    covered_count,
    decrees_of_lines,
    ended_lines,
    evidence,
    members,
    statuses,
)

membership_of_person = of_person

__all__ = [
    "REASONS",
    "STATES",
    "ActFacts",
    "AgedOut",
    "Cover",
    "CoverColumn",
    "CoveredCount",
    "HeldFor",
    "MembersAsked",
    "MembershipFacts",
    "RunningColumns",
    "ToldDead",
    "acts_of",
    "age_at_most",
    "aged_out",
    "by_kpj",
    "by_lines",
    "card_holders",
    "cards_of",
    "cover",
    "covered_column",
    "covered_count",
    "covers",
    "decrees_of_lines",
    "ended_lines",
    "evidence",
    "facts_by_ids",
    "held_for",
    "members",
    "membership_of_person",
    "of_humans",
    "of_person",
    "one",
    "running",
    "statuses",
    "told_all",
    "told_dead",
]
