"""`payung worker --batch`, whole or with one part of its liveness taken out: python -m crash.worker [FAULT]."""

import logging
import os
import sys

import django
from django.core.management import call_command


def take_out(fault: str) -> None:
    """Plant the fault, so that a test can show which part it was that kept the promise."""
    from payung.jobs import actions, liveness

    if fault == "no sweep":
        actions.sweep = list
    if fault == "no lock":
        liveness.take = lambda job_id: liveness.Lock(descriptor=-1, release=lambda: None)
    if fault == "no checkpoint":
        actions.advance = lambda **_: None


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
    django.setup()
    logging.disable(logging.WARNING)  # deaths are what this is about
    for fault in sys.argv[1:]:
        take_out(fault)
    call_command("worker", batch=True, interval=0.05)
