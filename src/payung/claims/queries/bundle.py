"""The claims of a programme for the inspector: what was owed and paid of each, in the columns of `klaim.csv`. No name."""

from collections.abc import Iterator

from django.utils import timezone

from payung.claims.models import Claim
from payung.claims.queries.claims import chunks, read, told_all
from payung.claims.queries.money import paid_totals
from payung.claims.queries.recap import first_paid, owed_totals
from payung.contributions.queries.bundle import Row


def claim_rows(*, programme_id: int) -> Iterator[Row]:
    """In the order in which they were opened; of memberships of the programme."""
    ids = list(Claim.objects.filter(membership__programme=programme_id).order_by("id").values_list("id", flat=True))
    for chunk in chunks(ids):
        owed, paid, first = owed_totals(chunk), paid_totals(claim_ids=chunk), first_paid(chunk)
        for one in told_all(read(Claim.objects.filter(id__in=chunk)).order_by("id")):
            yield [
                one.code,
                one.kpj,
                one.desa_code,
                one.kind.value,
                one.scheme.value,
                one.state.value,
                one.event_date,
                timezone.localdate(one.told_at),
                owed.get(one.id),
                paid.get(one.id, 0),
                first.get(one.id),
            ]
