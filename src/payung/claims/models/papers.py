"""Papers of a claim that came: scans, sealed, images made anew."""

from django.db import models
from django.db.models import F, Q

from payung.claims.models.casework import Claim
from payung.claims.models.family import FamilyMember
from payung.claims.rules.papers import PaperKind


class Paper(models.Model):
    """One scan of one paper. It waits until an officer has looked at it; one that was returned says why."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20)
    about = models.ForeignKey(FamilyMember, null=True, on_delete=models.PROTECT, related_name="papers")
    year = models.PositiveSmallIntegerField(null=True)  # of a yearly paper of a scholarship
    file_code = models.CharField(max_length=32)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)  # of the clear content as it is kept
    bytes_count = models.IntegerField()
    page_count = models.PositiveSmallIntegerField(default=1)
    seen_by = models.CharField(max_length=80, blank=True)
    seen_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=200, blank=True)
    request_key = models.UUIDField()
    brought_by = models.CharField(max_length=80)
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "request_key"], name="claim_paper_once"),
            models.UniqueConstraint(
                fields=["claim", "kind", "sha256"], condition=Q(about=None), name="one_claim_paper_a_scan"
            ),
            models.UniqueConstraint(
                fields=["claim", "kind", "sha256", "about"],
                condition=Q(about__isnull=False),
                name="one_paper_a_member_and_scan",
            ),
            models.CheckConstraint(condition=Q(kind__in=[*PaperKind]), name="claim_paper_kind_known"),
            models.CheckConstraint(
                condition=Q(media_type__in=["image/jpeg", "image/png", "application/pdf"]),
                name="claim_paper_media_known",
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by="") | (Q(seen_at__gte=F("brought_at")) & ~Q(seen_by="")),
                name="claim_paper_seen_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of claim {self.claim_id}"
