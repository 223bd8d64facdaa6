"""One long job, its worker killed -9 again and again: each of its effects must be there exactly once.

`python -m crash.harness jobs --kills N` in the house of this environment.
"""

import os
import random
from typing import Any

from tqdm import tqdm

from crash import scene
from crash.wanted import Wanted

STEPS_BETWEEN = (1, 12)


def rehearse(wanted: Wanted) -> dict[str, Any]:
    dice, environment = random.Random(wanted.seed), dict(os.environ)
    scene.lay_out()
    job_id = scene.enqueue(upto=wanted.kills * STEPS_BETWEEN[1])
    for _ in tqdm(range(wanted.kills), unit="kill", disable=None):
        scene.kill_midway(environment, job_id, after_steps=dice.randint(*STEPS_BETWEEN))
    before_last = scene.done(job_id)
    scene.run_to_end(environment)
    outcome = scene.outcome(job_id)
    return {
        "kills": wanted.kills,
        "effects_before_the_last_worker": before_last,
        "effects": scene.done(job_id),
        "wrong": [] if outcome == "once" else [outcome],
    }
