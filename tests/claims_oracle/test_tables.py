"""The tables of steps against the oracle's: every place that can be reached, everybody's steps, and a way on from each."""

from itertools import product

import pytest

from claims_oracle.casework import NO_MORE, possible
from payung.accounts.rules import Role
from payung.claims.states import Event, EventKind, NotAllowed, Scheme, Standing, State, after, open_to

BEGINS = {
    EventKind.ACCIDENT: (Scheme.JKK, State.REPORTED),
    EventKind.DEATH: (Scheme.OPEN, State.UNDETERMINED),
    EventKind.LOST_AT_SEA: (Scheme.OPEN, State.UNDETERMINED),
}
kinds = pytest.mark.parametrize("kind", [*EventKind])


def led(standing, event, role):
    try:
        return after(standing, event, {role})
    except NotAllowed:
        return None


def next_to(standing):
    found = (led(standing, event, role) for event, role in product(Event, Role))
    return {one for one in found if one}


def reached(begins):
    found, ahead = set(), {begins}
    while ahead:
        found |= ahead
        ahead = {one for standing in ahead for one in next_to(standing)} - found
    return found


def places(kind):
    """An accident may become a death wherever it stands."""
    scheme, state = BEGINS[kind]
    found = reached(Standing(kind=kind, scheme=scheme, state=state))
    if kind is EventKind.DEATH:
        hurt = (one for one in places(EventKind.ACCIDENT) if one.state not in NO_MORE)
        for one in hurt:
            found |= reached(Standing(kind=kind, scheme=one.scheme, state=one.state))
    return found


@kinds
def test_steps_are_the_oracles_for_every_role_and_nobody_else(kind):
    for standing, event, role in product(places(kind), Event, Role):
        ways = possible(kind, standing.scheme, standing.state)
        to, who = ways.get(event, (None, set()))
        found = led(standing, event, role)
        assert (found is not None) is (role in who), (standing, event, role)
        assert found is None or (found.kind, (found.scheme, found.state)) == (kind, to)
        assert (event in open_to(standing, {role})) is (found is not None)


@kinds
def test_every_claim_can_be_withdrawn_or_closed_and_every_death_paid(kind):
    for standing in places(kind):
        if standing.state is not State.CLOSED:
            ahead = {one.state for one in reached(standing)}
            assert State.CLOSED in ahead
            assert State.PAID in ahead or standing.state is State.PAID


def test_an_accident_is_never_claimed_as_a_death():
    assert {one.scheme for one in places(EventKind.ACCIDENT)} == {Scheme.JKK}


@kinds
def test_all_states_but_those_of_the_other_kind_are_reached(kind):
    found = {one.state for one in places(kind)}
    not_of_accidents = {State.UNDETERMINED, State.PAPERS, State.SUBMITTED}
    not_of_losses = {State.IN_CARE, State.ASSESSED}
    left_out = {EventKind.ACCIDENT: not_of_accidents, EventKind.LOST_AT_SEA: not_of_losses}.get(kind, set())
    assert found == set(State) - left_out
