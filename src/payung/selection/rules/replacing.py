"""Who comes up from the reserve list for a struck name: the next of the same desa, else the next over all, who fits."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from payung.programmes.rules.setup import QuotaFacts, QuotaKind
from payung.selection.rules.score import KECAMATAN


def first_that_fits(
    *,
    desa_left: str,
    desa_waiting: NDArray[np.str_],
    occupation_waiting: NDArray[np.object_],
    passed: NDArray[np.bool_],
    desa_chosen: NDArray[np.str_],
    occupation_chosen: NDArray[np.object_],
    pays: NDArray[np.bool_],
    quotas: Sequence[QuotaFacts],
) -> int | None:
    """The place in the reserve list of who comes up; None where nobody fits.

    Columns of the waiting stand in the order of choice. The fund that is left free must pay for the occupation (`pays`),
    and no quota may be overstepped by the exchange. `passed`: an objection is open, or they have come up before.
    """
    full = _full(quotas, desa_chosen, occupation_chosen)
    works, desas = np.unique(occupation_waiting.astype(str)), np.unique(desa_waiting)
    closed_work = [work for work in works if (QuotaKind.OCCUPATION, work) in full]
    closed_desa = [
        desa for desa in desas if (QuotaKind.DESA, desa) in full or (QuotaKind.KECAMATAN, desa[:KECAMATAN]) in full
    ]
    fits = pays & ~passed & ~np.isin(occupation_waiting.astype(str), closed_work) & ~np.isin(desa_waiting, closed_desa)
    for places in (np.flatnonzero(fits & (desa_waiting == desa_left)), np.flatnonzero(fits)):
        if len(places):
            return int(places[0])
    return None


def _full(
    quotas: Sequence[QuotaFacts], desa_chosen: NDArray[np.str_], occupation_chosen: NDArray[np.object_]
) -> frozenset[tuple[QuotaKind, str]]:
    """Quotas that those who stay fill already."""
    used = Counter((QuotaKind.OCCUPATION, str(work)) for work in occupation_chosen.tolist())
    used.update((QuotaKind.DESA, str(desa)) for desa in desa_chosen.tolist())
    used.update((QuotaKind.KECAMATAN, str(desa)[:KECAMATAN]) for desa in desa_chosen.tolist())
    return frozenset((quota.kind, quota.key) for quota in quotas if used[quota.kind, quota.key] >= quota.places)
