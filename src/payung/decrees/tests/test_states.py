"""Which step may follow which, and who may take it."""

import pytest

from payung.accounts.rules import Role
from payung.decrees.states import FROZEN, STEPS, Event, NotAllowed, State, after, open_to


class TestAfter:
    @pytest.mark.parametrize("state", [*State])
    @pytest.mark.parametrize("event", [*Event])
    def test_refuses_every_step_that_is_not_in_the_table_with_a_sentence(self, state, event):
        if any((step.from_, step.event) == (state, event) for step in STEPS):
            return
        with pytest.raises(NotAllowed, match=r"\.$"):
            after(state, event, [*Role])

    @pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.from_}-{step.event}")
    def test_refuses_the_step_to_every_role_that_the_table_does_not_name(self, step):
        assert after(step.from_, step.event, step.who) == step.to
        with pytest.raises(NotAllowed, match="Mintalah"):
            after(step.from_, step.event, frozenset(Role) - step.who)

    def test_leads_no_frozen_decree_back_to_a_draft(self):
        reached = {step.to for step in STEPS if step.from_ in FROZEN}
        assert reached == {State.SIGNED, State.IN_FORCE, State.AMENDED, State.SET_ASIDE}

    def test_sets_nothing_aside_that_was_signed(self):
        after_signing = {State.SIGNED, State.IN_FORCE, State.AMENDED}
        assert not [step for step in STEPS if step.event == Event.SET_ASIDE and step.from_ in after_signing]


class TestOpenTo:
    def test_offers_an_inspector_nothing(self):
        assert not [state for state in State if open_to(state, [Role.INSPECTOR])]
