"""Decrees, their frozen lines, the places these take, and what became known while a decree was being signed.

The triggers of migration 0002 seal the lines of a frozen decree, and what was recorded of its signature.
"""

from django.db import models
from django.db.models import F, Q

from payung.decrees.states import FROZEN, HOLDING, CorrectionKind, Kind, LeftOutWhy, LineState, State


class QuotaUse(models.Model):
    """How much of a quota is used. The row that is locked first, in the order of its id."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)  # of QuotaKind, or "fund"
    key = models.CharField(max_length=60, blank=True)
    capacity = models.BigIntegerField()  # places; of a fund: person-months
    used = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind", "key"], name="one_use_a_quota"),
            models.CheckConstraint(condition=Q(used__gte=0, used__lte=F("capacity")), name="never_beyond_the_quota"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.used}/{self.capacity}"


class Decree(models.Model):
    """A Keputusan Bupati by name, or the berita acara that replaces names of one."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, default=Kind.FIRST)
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="amended_by")
    selection = models.ForeignKey("selection.Selection", null=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=200)
    state = models.CharField(max_length=14, default=State.DRAFT)
    place = models.CharField(max_length=80, blank=True)  # as it is printed, this and the next seven
    signer_title = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_nip = models.CharField(max_length=30, blank=True)
    office = models.CharField(max_length=120, blank=True)
    office_address = models.CharField(max_length=200, blank=True)
    grounds = models.TextField(blank=True)  # regional regulations, a line each
    witnesses = models.TextField(blank=True)  # `Jabatan: Nama`, a line each
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    checked_by = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    line_count = models.IntegerField(default=0)
    lines_sha256 = models.CharField(max_length=64, blank=True)
    audit_number = models.BigIntegerField(null=True)  # head of the last closed day, as printed
    audit_head = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=80, blank=True)
    signed_date = models.DateField(null=True)
    scan_code = models.CharField(max_length=32, blank=True)
    scan_name = models.CharField(max_length=255, blank=True)
    scan_line_count = models.IntegerField(null=True)  # as counted on the signed paper
    signed_by = models.CharField(max_length=80, blank=True)  # who recorded the signature
    in_force_date = models.DateField(null=True)
    set_aside_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[*Kind]), name="decree_kind_known"),
            models.CheckConstraint(condition=Q(state__in=[*State]), name="decree_state_known"),
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=F("made_by")), name="decree_maker_is_not_checker"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.CHECKED, *FROZEN]) | (~Q(checked_by="") & Q(checked_at__isnull=False)),
                name="decree_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=(~Q(state__in=FROZEN) | (Q(frozen_at__isnull=False) & ~Q(lines_sha256="")))
                & (~Q(state__in=[State.DRAFT, State.CHECKED]) | Q(frozen_at=None)),
                name="decree_frozen_in_signature",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.SIGNED, *HOLDING])
                | (
                    ~Q(number="") & Q(signed_date__isnull=False) & ~Q(scan_code="") & Q(scan_line_count=F("line_count"))
                ),
                name="decree_signed_as_counted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HOLDING) | Q(in_force_date__isnull=False), name="decree_in_force_from_a_day"
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.FIRST) & Q(amends=None)) | (~Q(kind=Kind.FIRST) & Q(amends__isnull=False)),
                name="decree_amends_another",
            ),
            models.UniqueConstraint(
                fields=["programme", "number"], condition=~Q(number=""), name="one_decree_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"decree {self.pk} {self.state}"


class Act(models.Model):
    """One thing done to a decree, under the key of the request that asked for it: it has one effect, once."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="acts")
    event = models.CharField(max_length=14)  # "draft", or of Event
    request_key = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.event} {self.decree_id}"


class Line(models.Model):
    """A named person. A snapshot: what it says of the person is what the decree said."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="lines")
    number = models.IntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey("intake.Candidate", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+")
    nik_sealed = models.BinaryField(max_length=64)
    name = models.CharField(max_length=200)
    sex = models.CharField(max_length=1)
    birth_date = models.DateField()
    desa_code = models.CharField(max_length=13)
    desa = models.CharField(max_length=80)  # names as they were, for a map changes
    kecamatan = models.CharField(max_length=80)
    address = models.CharField(max_length=200, blank=True)
    occupation = models.CharField(max_length=60)
    fund_name = models.CharField(max_length=120)
    first_month = models.DateField()
    last_month = models.DateField()
    months = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=LineState.NAMED)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decree", "number"], name="one_line_a_number"),
            models.UniqueConstraint(fields=["decree", "person"], name="one_line_a_person"),
            models.CheckConstraint(condition=Q(state__in=[*LineState]), name="line_state_known"),
            models.CheckConstraint(condition=Q(first_month__lte=F("last_month")), name="line_months_in_order"),
            models.CheckConstraint(condition=Q(months__gte=1), name="line_of_a_month_at_least"),
        ]
        indexes = [models.Index(fields=["decree", "desa_code"], name="line_by_desa")]

    def __str__(self) -> str:
        return f"line {self.number}"


class LeftOut(models.Model):
    """Somebody chosen whom the draft does not name, and why."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="left_out")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey("intake.Candidate", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    desa_code = models.CharField(max_length=13)
    rank = models.IntegerField()
    why = models.CharField(max_length=12)
    about = models.CharField(max_length=200, blank=True)  # which quota, which register, which reason

    class Meta:
        verbose_name_plural = "left out"
        constraints = [
            models.UniqueConstraint(fields=["decree", "person"], name="left_out_once"),
            models.CheckConstraint(condition=Q(why__in=[*LeftOutWhy]), name="left_out_why_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.why}"


class Strike(models.Model):
    """A line that an amendment takes off, once the amendment is in force."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="strikes")  # the amendment
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="strikes")
    last_month = models.DateField()  # the last that counts; the one before its first where none does
    because = models.CharField(max_length=200)
    withdrawn = models.BooleanField(default=False)  # its amendment was set aside

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line"], condition=Q(withdrawn=False), name="one_strike_a_line")]

    def __str__(self) -> str:
        return f"strike of {self.line_id}"


class Place(models.Model):
    """A place that a person holds in a programme; free again at the end of the last paid month."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="place")
    fund = models.ForeignKey("programmes.Fund", null=True, on_delete=models.PROTECT, related_name="+")  # not the line's
    freed_month = models.DateField(null=True)  # last month that the place was used
    owed_month = models.DateField(null=True)  # of a freed one: the last month for which a bill may still come
    freed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"], condition=Q(freed_month=None), name="one_place_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"place of {self.person_id}"


class Correction(models.Model):
    """A death or move that became known while the lines were frozen; an amendment settles it."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=10)
    note = models.CharField(max_length=200)
    evidence_code = models.CharField(max_length=32, blank=True)
    evidence_name = models.CharField(max_length=255, blank=True)
    happened_on = models.DateField(null=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Decree, null=True, on_delete=models.PROTECT, related_name="settles")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "kind"], name="one_correction_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=[*CorrectionKind]), name="correction_kind_known"),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} {self.kind}"


class PrintedAnnex(models.Model):
    """An annex that was printed and lies sealed; of a signed decree for good, so that the same bytes come again."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="printed")
    with_nik = models.BooleanField()
    signed = models.BooleanField()  # printed with number and day; otherwise it says RANCANGAN
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    job_id = models.UUIDField(null=True)  # None: printed while somebody waited
    made_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=32, blank=True)  # under which it lies
    sha256 = models.CharField(max_length=64, blank=True)  # of the clear file
    size = models.BigIntegerField(default=0)
    lines_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "printed annexes"
        constraints = [
            models.UniqueConstraint(fields=["decree", "with_nik", "signed"], name="one_annex_of_a_kind"),
            models.CheckConstraint(
                condition=Q(made_at=None, code="", sha256="")
                | (Q(made_at__isnull=False) & ~Q(code="") & ~Q(sha256="") & ~Q(lines_sha256="")),
                name="annex_made_with_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"annex of {self.decree_id}"
