"""Answers of BPJS whose takers are killed: while the file is read, its rows are kept, and while all of it counts.

The workbook of one batch comes back again and again, each time with some more of its rows filled in. It is sent twice
and taken in until it counts. An answer that does not count yet must not be seen anywhere.

`python -m crash.harness answers --kills N` in the house of this environment.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from crash import answered, insured, looking
from crash.deaths import Fate
from crash.faults import deaths_of
from crash.processes import Killer, Raised
from crash.wanted import Wanted

PARTS = 14  # in which the rows of the batch are answered
KILLS_AN_ANSWER = 6
PHASES = {
    "receive": ["crash.answered:receive_answer"],
    "take": ["crash.answered:apply_answer"],
    "read": ["payung.enrolment.answering.staging:read_table_in_child"],
    "stage": ["payung.enrolment.actions.answers:stage"],
    "count": ["payung.enrolment.actions.answers:count"],
    "register": ["payung.enrolment.answering.counting:take_effect"],
    "move": ["payung.enrolment.answering.counting:_move_lines"],
    "close": ["payung.enrolment.answering.counting:_close"],
    "record": ["payung.enrolment.answering.counting:_record"],
}
# Each with how many of it an answer has, in their order.
RECEIVING = {("receive", "stated"): 8, ("receive", "commit"): 1, ("receive", "committed"): 1, ("answer", "enter"): 1}
TAKING = {
    ("read", "enter"): 1,
    ("read", "exit"): 1,
    ("stage", "stated"): 14,
    ("stage", "rows"): 3,
    ("stage", "commit"): 2,
    ("stage", "committed"): 2,
    ("stage", "exit"): 1,
    ("count", "stated"): 6,
    ("register", "stated"): 8,
    ("register", "rows"): 2,
    ("register", "exit"): 1,
    ("move", "stated"): 3,
    ("close", "stated"): 1,
    ("record", "statement"): 2,
    ("record", "exit"): 1,
    ("count", "commit"): 1,
    ("count", "committed"): 1,
    ("answer", "enter"): 1,
}


def rehearse(wanted: Wanted) -> dict[str, Any]:
    story = Story(wanted)
    while story.part < PARTS and not story.told:
        story.go_on()
        if wanted.fault or story.killer.kills >= wanted.kills:
            break
    return {
        "kills": story.killer.kills,
        "phases": dict(sorted(story.killer.hit.items())),
        "answers": len(story.acknowledged),
        "lines": story.where.many,
        "wrong": story.told,
    }


class Story:
    """A batch that is answered part by part, and which of it was acknowledged."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.dice = Random(wanted.seed)
        self.killer = Killer(mark=wanted.folder / "mark", phases=PHASES, fault=wanted.fault, dice=self.dice)
        self.where = insured.named(wanted.folder, many=wanted.rows)
        self.lines = answered.send_batch(self.where)
        self.part = 0
        self.told: list[str] = []
        self.acknowledged: list[int] = []
        self._before = len(looking.events())
        self._planted = deaths_of("answers", wanted.fault)

    def go_on(self) -> None:
        """Some more rows have come; in the end they count."""
        self.part += 1
        path = answered.written(self.wanted.folder / f"{self.part}.xlsx", self.lines, filled=self._filled(self.part))
        answer_id = self._received(path)
        if self.told:
            return
        for fate in self._deaths(TAKING, most=KILLS_AN_ANSWER):
            after = None if fate else self.killer.moment(answered.take)
            lived, answer = self.killer.run(answered.take, answer_id, fate=fate, after=after)
            answered.until_free(answer_id)
            self._look(answer_id, acknowledged=answer is not None and not isinstance(answer, Raised))
            if lived or self.told:
                break
        self._taken_in(answer_id)
        self._sent_again(path)
        self.acknowledged.append(answer_id)
        self._look(answer_id, acknowledged=True)

    def _filled(self, part: int) -> int:
        return len(self.lines) * part // PARTS

    def _received(self, path: Path) -> int:
        """The file is acknowledged, perhaps after a sender or two that died."""
        for fate in self._deaths(RECEIVING, most=1):
            self.killer.run(answered.receive, self.where.programme.id, path, fate=fate)
        lived, answer = self.killer.run(answered.receive, self.where.programme.id, path)
        if not lived or answer is None or isinstance(answer, Raised):
            self.told.append(f"the answer was not received: {answer}"[:300])
            return 0
        return int(answer[0])

    def _taken_in(self, answer_id: int) -> None:
        for _ in range(self.dice.randint(1, 2)):
            lived, answer = self.killer.run(answered.take, answer_id)
            if not lived or answer is not True:
                self.told.append(f"the answer was not taken in: {answer}"[:300])

    def _sent_again(self, path: Path) -> None:
        _, is_new = answered.receive(self.where.programme.id, path)
        if is_new:
            self.told.append("a resend was new")

    def _deaths(self, among: Mapping[tuple[str, str], int], *, most: int) -> Iterator[Fate | None]:
        """In the order of the events, so that each is still to come. None: at a random moment."""
        if self.told or self.wanted.fault:
            yield from (fate for fate in self._planted if (fate.phase, fate.event) in among)
            return
        order = [*among]
        found = [
            self._drawn(among) for _ in range(self.dice.randint(0, min(most, self.wanted.kills - self.killer.kills)))
        ]
        for fate in sorted(found, key=lambda fate: order.index((fate.phase, fate.event))):
            yield fate if among is RECEIVING or self.dice.random() < 0.75 else None

    def _drawn(self, among: Mapping[tuple[str, str], int]) -> Fate:
        (phase, event), most = self.dice.choice([*among.items()])
        return Fate(phase=phase, event=event, nth=self.dice.randint(1, most))

    def _look(self, answer_id: int, *, acknowledged: bool) -> None:
        """All parts that were acknowledged are there, and of the last all or nothing."""
        if self.told:
            return
        counts = answered.counts(answer_id)
        if acknowledged and not counts:
            self.told.append("acknowledged and lost")
        done = self.part if counts else self.part - 1
        self.told += answered.wrong(
            self.where, self.lines, parts=[self._filled(part) for part in range(done + 1)], before=self._before
        )
        if counts:
            self.told += answered.left_behind()
