"""What of claims waits for the office, on its front page: each count with the list that it is of."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.context import may_open
from payung.accounts.rules import Actor
from payung.accounts.wording import number
from payung.claims.queries.said import SAID_ALIVE
from payung.claims.queries.waiting import Waiting, waiting
from payung.claims.queries.waits import DIFFERING, PAPERS, TO_APPROVE
from payung.claims.states import State
from payung.desk.present.step import DONE, NOT_BEGUN, WAITS, StepShown

_LATE = NOT_BEGUN  # the sign of what should have been done


def claim_tasks(*, actor: Actor, now: datetime) -> list[StepShown]:
    """What waits, the most pressing first, with the pages that the actor may open; one line where nothing does.

    Nothing for whoever opens no page of claims.
    """
    if not may_open(reverse("claims:worklist"), actor=actor):
        return []
    found = waiting(actor=actor, now=now)
    tasks = [one for one in _tasks(found) if may_open(one.address, actor=actor)]
    return tasks or [_task("claims:index", DONE, _("Klaim"), _("Tidak ada yang menunggu"))]


def _tasks(found: Waiting) -> Iterator[StepShown]:
    """Those of which there are any."""
    counted = (
        ("claims:worklist", "", _LATE, found.overdue, _("Tugas klaim terlambat")),
        ("claims:worklist", "", WAITS, found.this_day, _("Tugas klaim hari ini")),
        ("claims:unclaimed", "bagian=tanpa-klaim", _LATE, found.without_claim, _("Meninggal, belum ada klaimnya")),
        (
            "claims:index",
            _state(State.UNDETERMINED),
            WAITS,
            found.undetermined,
            _("Kematian yang skemanya belum ditentukan"),
        ),
        (
            "claims:index",
            _state(SAID_ALIVE),
            WAITS,
            found.said_alive,
            _("Klaim kematian, tetapi menurut desa masih hidup"),
        ),
        ("claims:index", _state(PAPERS), WAITS, found.papers_missing, _("Klaim yang berkasnya belum lengkap")),
        ("claims:index", _state(TO_APPROVE), WAITS, found.to_approve, _("Hitungan menunggu persetujuan kepala dinas")),
        ("claims:index", _state(DIFFERING), WAITS, found.differing, _("Klaim dengan selisih terbuka")),
        ("claims:death_lists", "", WAITS, found.death_lines, _("Baris daftar meninggal menunggu keputusan")),
    )
    for name, query, state, count, words in counted:
        if count:
            yield _task(name, state, words, number(count), query)


def _state(word: str) -> str:
    return urlencode({"keadaan": word})


def _task(name: str, state: str, words: str, told: str, query: str = "") -> StepShown:
    return StepShown(
        name=words, state=state, told=told, blocks="", address="?".join(filter(None, (reverse(name), query)))
    )
