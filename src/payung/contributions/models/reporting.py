"""Papers that were made on request: kept sealed, so that the same bytes come again, with who asked for what reason."""

from django.db import models
from django.db.models import Q

from payung.contributions.models.billing import Bill
from payung.contributions.rules.reporting import PaperKind


class MadePaper(models.Model):
    """A paket SPP-LS, or a paket pemeriksaan. Asked for first; made at once, or by a job where many are named."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    bill = models.ForeignKey(Bill, null=True, on_delete=models.PROTECT, related_name="+")  # of a package
    kind = models.CharField(max_length=8)
    because = models.CharField(max_length=200)
    with_nik = models.BooleanField(default=False)
    seed = models.CharField(max_length=64, blank=True)  # of a bundle's sample
    sample_count = models.IntegerField(default=0)
    request_key = models.UUIDField(unique=True)
    job_id = models.UUIDField(null=True)  # None: made while somebody waited
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=32, blank=True)  # under which it lies
    name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of the clear file
    size = models.BigIntegerField(default=0)
    refused_because = models.CharField(max_length=300, blank=True)  # what the job found in the way

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[*PaperKind]), name="paper_kind_known"),
            models.CheckConstraint(condition=~Q(because=""), name="paper_asked_for_a_reason"),
            models.CheckConstraint(
                condition=Q(made_at=None, code="", sha256="")
                | (Q(made_at__isnull=False, refused_because="") & ~Q(code="") & ~Q(sha256="")),
                name="paper_made_with_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(kind=PaperKind.PACKAGE, bill__isnull=False)
                | (Q(kind=PaperKind.BUNDLE, bill=None) & ~Q(seed="") & Q(sample_count__gte=0)),
                name="paper_of_a_bill_or_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
