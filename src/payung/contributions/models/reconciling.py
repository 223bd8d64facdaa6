"""What BPJS and other payers say of our members, and every disagreement with its owner until it is closed."""

from django.db import models
from django.db.models import Q

from payung.contributions.models.billing import Bill
from payung.contributions.rules.reconciling_words import Lack
from payung.contributions.states import CollisionState, DifferenceKind, DifferenceState, OverpaymentState
from payung.matching.rules.outside import Nearness


class InsurerList(models.Model):
    """BPJS's list of who is active, paid through which month."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    as_of_date = models.DateField()
    file_name = models.CharField(max_length=255)
    file_code = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    line_count = models.IntegerField(default=0)
    unread_count = models.IntegerField(default=0)  # rows that could not be read; kept with what they lack
    refusal = models.CharField(max_length=40, blank=True)  # why nothing of it could be read
    job_id = models.UUIDField(null=True)
    read_at = models.DateTimeField(null=True)  # its lines stand from then on
    compared_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "sha256"], name="one_insurer_list_a_file")]

    def __str__(self) -> str:
        return f"insurer's list of {self.as_of_date}"


class InsurerLine(models.Model):
    """What the list says of one number. Nothing of it changes once its list is read."""

    list = models.ForeignKey(
        InsurerList, on_delete=models.PROTECT, db_index=False, related_name="lines"
    )  # found by the unique index below
    sheet = models.CharField(max_length=60, blank=True)
    row = models.IntegerField()
    kpj = models.CharField(max_length=11, blank=True)
    nik_sealed = models.BinaryField(max_length=64, null=True)  # whole and certain, and of nobody whom we know
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )  # whose NIK it is
    name = models.CharField(max_length=200, blank=True)
    paid_from = models.DateField(null=True)
    paid_through = models.DateField(null=True)  # first day of the month (BLTH)
    is_active = models.BooleanField(null=True)
    payer = models.CharField(max_length=120, blank=True)  # wadah, as written

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "sheet", "row"], name="one_insurer_line_a_row")]

    def __str__(self) -> str:
        return f"row {self.row} of list {self.list_id}"


class Difference(models.Model):
    """One disagreement about one member, month or bill; with an owner, its age, and why it was closed."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=18)
    membership = models.ForeignKey("membership.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    bill = models.ForeignKey(Bill, null=True, on_delete=models.PROTECT, related_name="+")
    kpj = models.CharField(max_length=11, blank=True)  # of somebody whom we do not know
    month = models.DateField(null=True)
    name = models.CharField(max_length=200)
    desa_code = models.CharField(max_length=13, blank=True)
    ours = models.CharField(max_length=200, blank=True)  # what we have; never a NIK
    theirs = models.CharField(max_length=200, blank=True)
    amount_rp = models.BigIntegerField(default=0)
    list = models.ForeignKey(InsurerList, null=True, on_delete=models.PROTECT, related_name="+")  # that showed it first
    state = models.CharField(max_length=6, default=DifferenceState.OPEN)
    owner = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)
    gone_from = models.ForeignKey(
        InsurerList, null=True, on_delete=models.PROTECT, related_name="+"
    )  # closed by itself
    key = models.CharField(max_length=80)  # what it is about, and the facts that matter: the same is not opened twice
    request_key = models.UUIDField(null=True)  # of what was done last

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "key"], condition=~Q(state=DifferenceState.CLOSED), name="one_difference_a_key"
            ),
            models.CheckConstraint(condition=Q(kind__in=[*DifferenceKind]), name="difference_kind_known"),
            models.CheckConstraint(condition=Q(state__in=[*DifferenceState]), name="difference_state_known"),
            models.CheckConstraint(
                condition=~Q(state=DifferenceState.CLOSED)
                | (Q(closed_at__isnull=False) & ~Q(closed_by="") & ~Q(closed_because="")),
                name="difference_closed_because",
            ),
            models.CheckConstraint(
                condition=~Q(state=DifferenceState.OWNED) | ~Q(owner=""), name="difference_owned_by_somebody"
            ),
        ]
        indexes = [models.Index(fields=["programme", "state", "kind"], name="difference_by_state")]

    def __str__(self) -> str:
        return f"difference {self.pk} {self.kind}"


class Overpayment(models.Model):
    """Months of one bill that BPJS received and nobody needed: a *kelebihan bayar*, open until somebody closes it."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("membership.Membership", on_delete=models.PROTECT, related_name="+")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="overpayments")
    first_month = models.DateField()
    last_month = models.DateField()
    months = models.PositiveSmallIntegerField()
    jkk_rp = models.BigIntegerField()
    jkm_rp = models.BigIntegerField()
    because = models.CharField(max_length=14)  # of EndReason, or "other_payer"
    state = models.CharField(max_length=11, default=OverpaymentState.OPEN)
    compensated_by = models.ForeignKey(Bill, null=True, on_delete=models.PROTECT, related_name="compensates")
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)
    decision = models.CharField(max_length=200, blank=True)  # by whom and why, or the number of the refund's paper
    evidence_code = models.CharField(max_length=32, blank=True)
    evidence_name = models.CharField(max_length=255, blank=True)
    closed_key = models.UUIDField(null=True)  # of the request that closed it
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "bill", "first_month"],
                condition=~Q(state=OverpaymentState.WITHDRAWN),
                name="one_overpayment_a_month",
            ),
            models.CheckConstraint(condition=Q(state__in=[*OverpaymentState]), name="overpayment_state_known"),
            models.CheckConstraint(
                condition=Q(months__gte=1, jkk_rp__gte=0, jkm_rp__gte=0), name="overpayment_above_nothing"
            ),
            models.CheckConstraint(
                condition=Q(state=OverpaymentState.OPEN, closed_on=None, closed_by="")
                | (~Q(state=OverpaymentState.OPEN) & Q(closed_on__isnull=False) & ~Q(closed_by="")),
                name="overpayment_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state=OverpaymentState.COMPENSATED) & Q(compensated_by__isnull=False))
                | (~Q(state=OverpaymentState.COMPENSATED) & Q(compensated_by=None)),
                name="overpayment_compensated_by_a_bill",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[OverpaymentState.REFUNDED, OverpaymentState.GIVEN_UP]) | ~Q(decision=""),
                name="overpayment_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"overpayment {self.pk}"


class EvidenceList(models.Model):
    """A list of whom another pays for: the province, a desa, a company."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    payer = models.CharField(max_length=120)
    received_date = models.DateField()
    file_name = models.CharField(max_length=255)
    file_code = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    line_count = models.IntegerField(default=0)
    unread_count = models.IntegerField(default=0)
    passed_count = models.IntegerField(default=0)  # not ours, or not active there: nothing is kept of them
    likely_count = models.IntegerField(null=True)  # of its lines, those that are only like one of ours
    unsought_count = models.IntegerField(null=True)  # of those passed, not looked up by likeness
    refusal = models.CharField(max_length=40, blank=True)
    job_id = models.UUIDField(null=True)
    read_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "sha256"], name="one_evidence_list_a_file")]

    def __str__(self) -> str:
        return f"list of {self.payer}"


class EvidenceLine(models.Model):
    """One person of such a list, where we know the person."""

    list = models.ForeignKey(EvidenceList, on_delete=models.PROTECT, related_name="lines")
    sheet = models.CharField(max_length=60, blank=True)
    row = models.IntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kpj = models.CharField(max_length=11, blank=True)
    first_month = models.DateField(null=True)
    last_month = models.DateField(null=True)
    name = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True)  # of one who is only alike
    weight = models.FloatField(null=True)  # bits, where no number found the person: alike, not known
    gammas = models.CharField(max_length=200, blank=True)  # how: the levels it was compared on
    nearness = models.CharField(max_length=11, blank=True)
    outside = models.BinaryField(max_length=16, null=True)  # keyed index of whom the row tells of

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "sheet", "row"], name="one_evidence_line_a_row"),
            models.CheckConstraint(
                condition=Q(weight=None, nearness="", outside=None)
                | Q(weight__isnull=False, nearness__in=[*Nearness], outside__isnull=False),
                name="evidence_alike_by_a_weight",
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.row} of list {self.list_id}"


class UnreadRow(models.Model):
    """A row of a list that could not be read, or not wholly: where it stands and what it lacks. Never a number."""

    insurer_list = models.ForeignKey(InsurerList, null=True, on_delete=models.PROTECT, related_name="unread")
    evidence_list = models.ForeignKey(EvidenceList, null=True, on_delete=models.PROTECT, related_name="unread")
    sheet = models.CharField(max_length=60, blank=True)
    row = models.IntegerField()
    name = models.CharField(max_length=200, blank=True)
    lack = models.CharField(max_length=14)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(insurer_list__isnull=False, evidence_list=None)
                | Q(insurer_list=None, evidence_list__isnull=False),
                name="unread_row_of_one_list",
            ),
            models.CheckConstraint(condition=Q(lack__in=[*Lack]), name="unread_lack_known"),
        ]

    def __str__(self) -> str:
        return f"row {self.row} {self.lack}"


class Collision(models.Model):
    """Another payer pays for one of ours: to be settled by a person, best before the bill."""

    membership = models.ForeignKey("membership.Membership", on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(EvidenceLine, null=True, on_delete=models.PROTECT, related_name="collisions")
    source = models.CharField(max_length=60)  # `evidence:3`, or `answer:7` of a pre-check
    payer = models.CharField(max_length=120)
    first_month = models.DateField(null=True)  # that the other pays for, where it is known
    last_month = models.DateField(null=True)
    nearness = models.CharField(max_length=11, blank=True)  # of the evidence; "" where the person is certain
    state = models.CharField(max_length=7, default=CollisionState.OPEN)
    owner = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)
    request_key = models.UUIDField(null=True)  # of what was done last

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "payer", "nearness"],
                condition=Q(state=CollisionState.OPEN),
                name="one_open_collision_a_payer",
            ),
            models.CheckConstraint(condition=Q(nearness__in=["", *Nearness]), name="collision_nearness_known"),
            models.CheckConstraint(condition=Q(state__in=[*CollisionState]), name="collision_state_known"),
            models.CheckConstraint(
                condition=Q(state=CollisionState.OPEN)
                | (Q(closed_at__isnull=False) & ~Q(closed_by="") & ~Q(closed_because="")),
                name="collision_closed_because",
            ),
        ]

    def __str__(self) -> str:
        return f"collision {self.pk}"
