"""The life of a dropped list: every step of the table, and a sentence against all others."""

from itertools import product

import pytest

from payung.intake.states import STEPS, Event, NotAllowed, Role, State, after

ALL = list(product(State, Event, Role))
KNOWN = {(step.from_, step.event, step.who): step.to for step in STEPS}


class TestAfter:
    def test_leads_from_a_drop_to_an_answer(self):
        state = after(State.RECEIVED, Event.BEGIN, Role.WORKER)
        assert after(state, Event.ANSWER, Role.WORKER) is State.CHECKED

    def test_lets_a_worker_begin_what_a_dead_one_began(self):
        assert after(State.CHECKING, Event.BEGIN, Role.WORKER) is State.CHECKING

    @pytest.mark.parametrize(("state", "event", "role"), [it for it in ALL if it not in KNOWN])
    def test_refuses_any_other_step_with_what_to_do_instead(self, state, event, role):
        with pytest.raises(NotAllowed, match=r"(Tunggu|Buka|Unggah|Pilih)"):
            after(state, event, role)

    def test_never_leaves_an_answer_with_rows(self):
        assert State.CHECKED not in {step.from_ for step in STEPS}

    def test_lets_only_an_officer_send_a_refused_list_again(self):
        assert [step.who for step in STEPS if step.from_ is State.REFUSED] == [Role.OFFICER]
