"""Pre-checks asked and answered, verdicts of each run, and what people decided over them."""

from django.db import models
from django.db.models import F, Q

from payung.eligibility.rules.words import AnswerState, Outcome, Register, RequestState, Verdict
from payung.matching.rules.outside import Nearness
from payung.programmes.rules.setup import Audience


class Request(models.Model):
    """A pemadanan asked of another register: a letter and a sealed list of persons."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=10)
    code = models.CharField(max_length=12, unique=True)  # on the letter and in the list
    letter_number = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, default=RequestState.SENT)
    person_count = models.IntegerField()
    list_sha256 = models.CharField(max_length=64)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(register__in=[*Register]), name="request_register_known"),
            models.CheckConstraint(condition=Q(state__in=[*RequestState]), name="request_state_known"),
        ]

    def __str__(self) -> str:
        return self.code


class RequestLine(models.Model):
    """A person asked about."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="lines")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    row_key = models.CharField(max_length=12)
    answered = models.BooleanField(default=False)  # some answer has brought a result for this person

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "person"], name="asked_once"),
            models.UniqueConstraint(fields=["request", "row_key"], name="one_line_a_row_key"),
        ]

    def __str__(self) -> str:
        return self.row_key


class Answer(models.Model):
    """A file that came back, in whatever layout; kept sealed under its code. Its results count once it has been read whole."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=10)
    request = models.ForeignKey(Request, null=True, on_delete=models.PROTECT, related_name="answers")
    code = models.CharField(max_length=32, unique=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    answered_date = models.DateField()  # the day its register vouches for
    source = models.CharField(max_length=120)  # office and letter
    others_good_because = models.CharField(max_length=200, blank=True)  # the office: who is not named is in order
    state = models.CharField(max_length=10, default=AnswerState.RECEIVED)
    job_id = models.UUIDField(null=True)
    refusal = models.CharField(max_length=30, blank=True)  # the code of why nothing could be read
    row_count = models.IntegerField(default=0)
    result_count = models.IntegerField(default=0)
    unread_count = models.IntegerField(default=0)
    blank_count = models.IntegerField(default=0)  # lines that say nothing: those persons are still unanswered
    stranger_count = models.IntegerField(default=0)  # lines about people we have never heard of
    stranger_places = models.CharField(max_length=300, blank=True)  # where the first of them stand
    unsought_count = models.IntegerField(null=True)  # of those, not looked up by likeness
    received_by = models.CharField(max_length=80)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "register", "sha256"], name="one_answer_once"),
            models.CheckConstraint(condition=Q(state__in=[*AnswerState]), name="answer_state_known"),
            models.CheckConstraint(condition=Q(register__in=[*Register]), name="answer_register_known"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class UnreadLine(models.Model):
    """A line of an answer that fits nobody, says what we do not know or contradicts another; waits for a person."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="unread")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=64, blank=True)
    number = models.IntegerField()
    code = models.CharField(max_length=30)  # why
    words = models.CharField(max_length=200, blank=True)  # of the register, verbatim, without NIK
    settled_by = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_as = models.CharField(max_length=16, blank=True)  # an outcome; blank: set aside
    settled_because = models.CharField(max_length=200, blank=True)
    remembered = models.BooleanField(default=False)  # the same words mean the same in the next answer

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "sheet", "number"], name="one_unread_a_row"),
            models.CheckConstraint(condition=Q(settled_as__in=["", *Outcome]), name="settled_as_an_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.number} {self.code}"


class AlikeLine(models.Model):
    """Of a line that no number leads to a person of ours: whom it tells of, what it says, and how that one is like ours.

    Evidence with a weight. Whether it is the same human being a person decides, in the line.
    """

    line = models.OneToOneField(UnreadLine, on_delete=models.PROTECT, primary_key=True, related_name="alike")
    name = models.CharField(max_length=200)
    birth_date = models.DateField(null=True)
    outcome = models.CharField(max_length=16)
    payer = models.CharField(max_length=120, blank=True)
    desil = models.PositiveSmallIntegerField(null=True)
    died_date = models.DateField(null=True)
    weight = models.FloatField()  # bits
    gammas = models.CharField(max_length=200)  # how: the levels it was compared on
    nearness = models.CharField(max_length=11)
    outside = models.BinaryField(max_length=16)  # keyed index of whom it tells of: known again in the next answer

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=[*Outcome]), name="alike_outcome_known"),
            models.CheckConstraint(condition=Q(nearness__in=[*Nearness]), name="alike_nearness_known"),
        ]

    def __str__(self) -> str:
        return f"line {self.line_id} is like somebody"


class Result(models.Model):
    """What a register says of a person, from when until when it may be relied on. The latest counts."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=10)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="results")
    sheet = models.CharField(max_length=64, blank=True)
    number = models.IntegerField(null=True)  # of the line; None: not named, and the office vouched for the rest
    outcome = models.CharField(max_length=16)
    answered_date = models.DateField()
    valid_until = models.DateField()
    words = models.CharField(max_length=200, blank=True)  # of the register, verbatim, without NIK
    payer = models.CharField(max_length=120, blank=True)  # BPJS: under whom
    desil = models.PositiveSmallIntegerField(null=True)  # DTSEN
    resident_since_date = models.DateField(null=True)  # Dukcapil
    died_date = models.DateField(null=True)  # Dukcapil
    head_of_family = models.BooleanField(null=True)  # DTSEN
    disability = models.BooleanField(null=True)  # DTSEN

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "person"], name="one_result_an_answer"),
            models.CheckConstraint(condition=Q(outcome__in=[*Outcome]), name="result_outcome_known"),
            models.CheckConstraint(condition=Q(desil=None) | Q(desil__range=(1, 10)), name="result_desil_in_tenths"),
        ]
        indexes = [models.Index(fields=["person", "register", "answered_date"], name="result_by_person")]

    def __str__(self) -> str:
        return f"{self.register} {self.outcome}"


class Override(models.Model):
    """Somebody's word in place of a pre-check. Proposed with its reason by one, it counts once another has made it."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=10)
    reason = models.CharField(max_length=200)
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    made_by = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=80, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person", "register"], condition=Q(revoked_at=None), name="one_override_a_register"
            ),
            models.CheckConstraint(condition=Q(register__in=[*Register]), name="override_register_known"),
            models.CheckConstraint(condition=~Q(made_by=F("proposed_by")), name="override_by_two"),
        ]

    def __str__(self) -> str:
        return f"override {self.pk}"


class Run(models.Model):
    """One judgement of all candidates of a programme under one version of the criteria."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    criteria = models.ForeignKey("programmes.Criteria", on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField()  # the day on which answers of registers had to be valid
    registration_date = models.DateField()  # the day on which age counted
    person_count = models.IntegerField(default=0)
    eligible_count = models.IntegerField(default=0)
    unchecked_count = models.IntegerField(default=0)
    decision_count = models.IntegerField(default=0)
    not_eligible_count = models.IntegerField(default=0)
    verdicts_sha256 = models.CharField(max_length=64, blank=True)
    complete = models.BooleanField(default=False)  # flipped when every verdict is there
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"run {self.pk}"


class Judgement(models.Model):
    """A verdict on one person: one mark for each kind of criterion, and the facts it was made from.

    By the hundred thousand, so only the indexes that are read by: a run's persons, a person's runs.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="judgements", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey("intake.Candidate", on_delete=models.PROTECT, related_name="+", db_index=False)
    audience = models.CharField(max_length=10)
    verdict = models.CharField(max_length=12)
    # By the order of CriterionKind: + met, - not, ! asks, ? not checked, . not asked.
    marks = models.CharField(max_length=16)
    age = models.PositiveSmallIntegerField(null=True)
    residence_months = models.IntegerField(null=True)
    place_in_kk = models.PositiveSmallIntegerField(null=True)  # first, second … of the household
    dukcapil = models.CharField(max_length=16, blank=True)  # outcome, "expired", or blank where never answered
    dukcapil_date = models.DateField(null=True)
    bpjs = models.CharField(max_length=16, blank=True)
    bpjs_date = models.DateField(null=True)
    payer = models.CharField(max_length=120, blank=True)  # BPJS: under whom
    dtsen = models.CharField(max_length=16, blank=True)
    dtsen_date = models.DateField(null=True)
    desil = models.PositiveSmallIntegerField(null=True)
    head_of_family = models.BooleanField(null=True)
    disability = models.BooleanField(null=True)
    desa_code = models.CharField(max_length=13)
    occupation = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "person"], name="one_judgement_a_run"),
            models.CheckConstraint(condition=Q(verdict__in=[*Verdict]), name="judgement_verdict_known"),
            models.CheckConstraint(condition=Q(audience__in=[*Audience]), name="judgement_audience_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.verdict}"


class Doubted(models.Model):
    """A line about somebody like the person that nobody had decided when a run judged; it is why the run asks."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(AlikeLine, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "doubted"
        constraints = [models.UniqueConstraint(fields=["run", "person", "line"], name="doubted_once_a_run")]

    def __str__(self) -> str:
        return f"{self.person_id} by line {self.line_id}"


class Ruling(models.Model):
    """A person's decision on a person: outranks every run until it is revoked."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=12)
    reason = models.CharField(max_length=200)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=80, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"], condition=Q(revoked_at=None), name="one_ruling_a_person"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE]), name="ruling_decides"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.verdict}"
