"""The programme as an office set it up: period, money, agreement, quotas, and criteria in versions that are never changed."""

from django.db import models
from django.db.models import F, Q

from payung.programmes.rules.setup import (
    Audience,
    CriterionKind,
    Division,
    FundKind,
    QuotaKind,
    ReplacementBy,
    Unmet,
    WeightKind,
)


class Programme(models.Model):
    """One year's programme of one kabupaten."""

    kabupaten = models.CharField(max_length=5)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    first_month = models.DateField()  # first day of the first month to be covered
    last_month = models.DateField()
    registration_date = models.DateField()  # the day on which age counts
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT)  # its members are continuing
    division = models.CharField(max_length=10, default=Division.NEED)
    precheck_valid_days = models.PositiveSmallIntegerField(default=90)
    notice_days = models.PositiveSmallIntegerField(default=7)
    insurer_layout = models.CharField(max_length=40, default="default")
    budget_from_date = models.DateField(null=True)  # from when the budget can be executed
    budget_revision_date = models.DateField(null=True)
    last_payment_order_date = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "code"], name="one_programme_a_code"),
            models.CheckConstraint(condition=Q(first_month__lte=F("last_month")), name="programme_months_in_order"),
            models.CheckConstraint(condition=Q(division__in=[*Division]), name="programme_division_known"),
        ]

    def __str__(self) -> str:
        return self.code


class Fund(models.Model):
    """A source of money (sumber dana) with its ceiling, and the wadah under which BPJS knows it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="funds")
    code = models.SlugField(max_length=20)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    ceiling_rp = models.BigIntegerField()
    wadah = models.CharField(max_length=120, blank=True)
    npw = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="one_fund_a_code"),
            models.CheckConstraint(condition=Q(kind__in=[*FundKind]), name="fund_kind_known"),
            models.CheckConstraint(condition=Q(ceiling_rp__gte=0), name="fund_ceiling_not_negative"),
        ]

    def __str__(self) -> str:
        return self.code


class FundGroup(models.Model):
    """An occupation that a fund may pay for; a fund without any pays for all."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="groups")
    occupation = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fund", "occupation"], name="one_group_a_fund")]

    def __str__(self) -> str:
        return self.occupation


class Agreement(models.Model):
    """The PKS with BPJS under which a programme runs."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="agreements")
    number = models.CharField(max_length=80)
    signed_date = models.DateField()
    first_date = models.DateField()
    last_date = models.DateField()
    term_months = models.PositiveSmallIntegerField()  # how many months a bill covers
    cut_off_day = models.PositiveSmallIntegerField()  # of the month, for changes to count in the next
    replacement_by = models.CharField(max_length=10)
    replacement_clause = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_agreement_a_number"),
            models.CheckConstraint(condition=Q(term_months__in=[1, 3, 6, 12]), name="agreement_term_known"),
            models.CheckConstraint(condition=Q(cut_off_day__range=(1, 31)), name="agreement_cut_off_in_month"),
            models.CheckConstraint(
                condition=Q(replacement_by__in=[*ReplacementBy]), name="agreement_replacement_known"
            ),
            models.CheckConstraint(condition=Q(first_date__lte=F("last_date")), name="agreement_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.number


class Quota(models.Model):
    """Most places for a kecamatan, a desa, an occupation, or the whole programme (key "")."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="quotas")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60, blank=True)
    places = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind", "key"], name="one_quota_a_key"),
            models.CheckConstraint(condition=Q(kind__in=[*QuotaKind]), name="quota_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.places}"


class StatedNeed(models.Model):
    """How many places a desa says it needs, or has poor workers for; entered by the office with its source."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="needs")
    desa_code = models.CharField(max_length=13)
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "desa_code"], name="one_need_a_desa")]

    def __str__(self) -> str:
        return f"{self.desa_code} {self.people}"


class Criteria(models.Model):
    """One version of who may enter, who may stay, and what weighs how much. Never changed: a change is a new version."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="criteria")
    number = models.PositiveIntegerField()
    because = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_criteria_a_number")]

    def __str__(self) -> str:
        return f"version {self.number}"


class Criterion(models.Model):
    """One condition: `at_least`/`at_most` where its kind measures something (years, desil, months, persons of a KK)."""

    criteria = models.ForeignKey(Criteria, on_delete=models.CASCADE, related_name="conditions")
    kind = models.CharField(max_length=20)
    audience = models.CharField(max_length=10)
    at_least = models.IntegerField(null=True)
    at_most = models.IntegerField(null=True)
    unmet = models.CharField(max_length=8, default=Unmet.REFUSES)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(unmet__in=[*Unmet]), name="criterion_unmet_known"),
            models.UniqueConstraint(fields=["criteria", "kind", "audience"], name="one_criterion_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=[*CriterionKind]), name="criterion_kind_known"),
            models.CheckConstraint(condition=Q(audience__in=[*Audience]), name="criterion_audience_known"),
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.kind}"


class Weight(models.Model):
    """Points for a fact: `key` is a desil, an occupation, a kecamatan or desa code, or "" where the kind says all."""

    criteria = models.ForeignKey(Criteria, on_delete=models.CASCADE, related_name="weights")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60, blank=True)
    points = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["criteria", "kind", "key"], name="one_weight_a_key"),
            models.CheckConstraint(condition=Q(kind__in=[*WeightKind]), name="weight_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.points}"


class Holiday(models.Model):
    """A day on which offices are closed, for deadlines in working days."""

    kabupaten = models.CharField(max_length=5)
    day = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kabupaten", "day"], name="one_holiday_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
