"""Acts that are asked for under a key, killed, and asked again under the same key until they are acknowledged."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID, uuid4

from crash.deaths import Fate
from crash.faults import deaths_of
from crash.processes import Killer, Raised
from crash.wanted import Wanted

Act = Callable[..., tuple[int, str]]  # answers the id of what it was about, and its state
ANSWER = "answer"  # the phase of `processes`: the act is done, its requester does not know yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How one act is known: the functions that are watched, its event and name in the chain, how long it is."""

    watched: Sequence[str]
    event: str
    audited: str
    statements: int  # that it takes, about
    writes_rows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What a requester was told, and what must therefore be there."""

    act: Act
    key: UUID
    subject: int
    state: str


class Requests:
    """Asks for acts in processes that die; `told` says what went wrong. Once something is wrong nothing more is asked."""

    def __init__(
        self,
        wanted: Wanted,
        *,
        harness: str,
        steps: Mapping[Act, Step],
        known: Callable[[UUID], bool],
        foremost: Collection[Act] = (),
    ) -> None:
        """`foremost`: acts that nobody is asked for without a death."""
        self.dice = Random(wanted.seed)
        self.killer = Killer(
            mark=wanted.folder / "mark",
            phases={act.__name__: step.watched for act, step in steps.items()},
            fault=wanted.fault,
            dice=self.dice,
        )
        self.told: list[str] = []
        self.acknowledged: list[Acknowledged] = []
        self._wanted, self._steps, self._known, self._foremost = wanted, steps, known, foremost
        self._planted = deaths_of(harness, wanted.fault)

    @property
    def are_over(self) -> bool:
        return bool(self.told or self._wanted.fault) or self.killer.kills >= self._wanted.kills

    @property
    def is_planted(self) -> bool:
        return bool(self._wanted.fault)

    def ask(self, act: Act, *words: Any) -> int:
        """The act is acknowledged, after requesters who died; what it was about."""
        return self._acknowledged(act, words, self._before_it_lived)

    def ask_in_peace(self, act: Act, *words: Any) -> int:
        """The act is acknowledged, and nobody dies of it; what it was about."""
        return self._acknowledged(act, words, lambda *_: [])

    def _acknowledged(self, act: Act, words: Sequence[Any], before: Callable[..., list[Any]]) -> int:
        if self.told:
            return 0
        key = uuid4()
        answers = before(act, *words, key)
        answers += [self._asked(act, *words, key) for _ in range(self.dice.randint(1, 2))]
        if len(set(answers)) > 1:
            self.told.append(f"{act.__name__}: a resend was answered otherwise: {answers}"[:300])
        if raised := [answer for answer in answers if isinstance(answer, Raised)]:
            self.told.append(f"{act.__name__} was not acknowledged: {raised[0]}"[:300])
            return 0
        subject, state = answers[0]
        self.acknowledged.append(Acknowledged(act=act, key=key, subject=subject, state=state))
        return subject

    def _before_it_lived(self, act: Act, *words: Any) -> list[Any]:
        """What those were told who got an answer although all was killed around them: it must be there."""
        answers = []
        for fate in self._deaths(act):
            lived, answer = self.killer.run(act, *words, fate=fate, after=None if fate else self.killer.moment(act))
            if lived:
                break
            if answer is not None and not isinstance(answer, Raised):
                answers.append(answer)
                if not self._known(words[-1]):
                    self.told.append(f"{act.__name__}: acknowledged and lost: {answer}")
        return answers

    def _asked(self, act: Act, *words: Any) -> Any:
        lived, answer = self.killer.run(act, *words)
        return answer if lived and answer is not None else Raised("it died of itself")

    def _deaths(self, act: Act) -> Iterator[Fate | None]:
        """None: at a random moment."""
        if self._wanted.fault:
            found = next((fate for fate in self._planted if fate.phase in (act.__name__, ANSWER)), None)
            if found:
                self._planted.remove(found)
                yield found
            return
        many = self.dice.choice((1, 1, 2) if act in self._foremost else (0, 1, 1, 2))
        for _ in range(min(many, self._wanted.kills - self.killer.kills)):
            yield self._fate(act) if self.dice.random() < 0.75 else None

    def _fate(self, act: Act) -> Fate:
        phase, step = act.__name__, self._steps[act]
        nth = self.dice.randint(1, step.statements)
        return self.dice.choice(
            [
                Fate(phase=phase, event="stated", nth=nth),
                Fate(phase=phase, event="rows", nth=self.dice.randint(1, 4))
                if step.writes_rows
                else Fate(phase=phase, event="statement", nth=nth),
                Fate(phase=phase, event="commit"),
                Fate(phase=phase, event="committed"),
                Fate(phase=ANSWER, event="enter"),
            ]
        )
