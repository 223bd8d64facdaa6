"""What share of a fund's members the desas confirmed before a bill: printed on the bill."""

from django.db.models import Count, Q

from payung.contributions.models.verifying import VervalDesa, VervalLine, VervalRound
from payung.contributions.rules.verifying import Share
from payung.contributions.states import VervalAnswer, VervalState
from payung.shared.dates import Month


def share(*, programme_id: int, fund_id: int, first_month: Month) -> Share:
    """Of the last round whose term holds the month; without one nobody was asked."""
    day = first_month.first_day
    rounds = VervalRound.objects.filter(programme=programme_id, first_month__lte=day, last_month__gte=day)
    found = rounds.order_by("-id").first()
    if found is None:
        return Share(round_id=None, asked=0, confirmed=0, silent_desas=())
    lines = VervalLine.objects.filter(desa__round=found, membership__fund=fund_id)
    counted = lines.aggregate(asked=Count("id"), confirmed=Count("id", filter=Q(answer=VervalAnswer.WORKING)))
    silent = VervalDesa.objects.filter(round=found, lines__membership__fund=fund_id).exclude(state=VervalState.ANSWERED)
    codes = silent.order_by("desa_code").values_list("desa_code", flat=True).distinct()
    return Share(round_id=found.pk, silent_desas=tuple(codes), **counted)
