"""CPU seconds of the steps of a run."""

import os


class Stages:
    """Seconds of all threads of this process since the last step was done."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = _cpu()

    def done(self, name: str) -> None:
        now = _cpu()
        self.seconds[name] = round(now - self._last, 2)
        self._last = now


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system
