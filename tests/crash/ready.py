"""What the processes of the harnesses begin with: Django, the rooms, and no connection yet. Imported once, then forked."""

import logging
import multiprocessing
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
django.setup()

from django.conf import settings  # noqa: E402

import payung.claims.actions.paying  # noqa: E402
import payung.config.safety  # noqa: E402
import payung.config.urls  # noqa: E402
import payung.contributions.actions  # noqa: E402
import payung.decrees.actions.from_selection  # noqa: E402
import payung.enrolment.actions  # noqa: E402
import payung.matching.tasks  # noqa: F401, E402

settings.PAYUNG_IMPORT_TASK = "payung.matching.tasks.import_list"
logging.disable(logging.CRITICAL)  # deaths, and what planted faults lead to, are what this is about

PROCESSES = multiprocessing.get_context("forkserver")
PRELOADED = (
    "crash.imports",
    "crash.decrees",
    "crash.answers",
    "crash.bills",
    "crash.payments",
    "crash.claims",
    "crash.races",
)
PROCESSES.set_forkserver_preload(["crash.ready", *PRELOADED])
