"""Batches with their lines, answers with their rows, and the words of BPJS that were learnt."""

from django.db import models
from django.db.models import Q

from payung.enrolment.states import UNANSWERED, Kind, LineState, Outcome, Reason, State, Verdict
from payung.programmes.rules.layout import Told


class Batch(models.Model):
    """One workbook to BPJS: of one kind, for one fund (and so one wadah)."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    number = models.PositiveIntegerField()  # of the programme, from 1
    state = models.CharField(max_length=9, default=State.DRAFT)
    effective_month = models.DateField(null=True)  # of NONAKTIF and PINDAH WADAH
    layout = models.CharField(max_length=40)  # name of the insurer's layout
    layout_sha256 = models.CharField(max_length=64, blank=True)  # as it was when exported
    line_count = models.IntegerField(default=0)
    control_rp = models.BigIntegerField(default=0)  # control totals, as printed on its last sheet
    control_months = models.IntegerField(default=0)
    control_digits = models.CharField(max_length=64, blank=True)  # hash over row keys and what their rows say
    file_code = models.CharField(max_length=32, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)  # of the clear file
    job_id = models.UUIDField(null=True)  # that drafts it, or makes its workbook
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    drafted_at = models.DateTimeField(null=True)  # since when all its lines are there
    exported_at = models.DateTimeField(null=True)
    sent_date = models.DateField(null=True)
    sent_reference = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(unique=True)
    set_aside_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_batch_a_number"),
            models.CheckConstraint(condition=Q(kind__in=[*Kind]), name="batch_kind_known"),
            models.CheckConstraint(condition=Q(state__in=[*State]), name="batch_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.EXPORTED, State.SENT])
                | (Q(exported_at__isnull=False) & ~Q(file_code="")),
                name="batch_exported_with_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.EXPORTED, State.SENT, State.ANSWERED]) | Q(drafted_at__isnull=False),
                name="batch_exported_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_date__isnull=False), name="batch_sent_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.number} {self.kind}"


class BatchLine(models.Model):
    """One person in one batch. `row_key` is what the workbook carries, and what an answer is matched by first."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lines")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")  # of the batch
    kind = models.CharField(max_length=8)  # of the batch
    number = models.IntegerField()
    row_key = models.CharField(max_length=12, unique=True)  # random
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey("decrees.Line", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("membership.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    pair = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="paired")  # whom it replaces
    nik_sealed = models.BinaryField(max_length=64)
    nik_index = models.BinaryField(max_length=16)
    name = models.CharField(max_length=200)
    kpj = models.CharField(max_length=11, blank=True)  # asked with (LANJUT, NONAKTIF), or given by the answer
    state = models.CharField(max_length=8, default=LineState.WAITING)
    registered_date = models.DateField(null=True)
    reason = models.CharField(max_length=18, blank=True)
    reason_text = models.CharField(max_length=300, blank=True)  # verbatim, without a NIK
    said_date = models.DateField(null=True)  # of the answer whose word stands: an older one undoes nothing
    answered_at = models.DateTimeField(null=True)
    set_aside = models.BooleanField(default=False)  # with its batch: nobody will answer it
    first_month = models.DateField(null=True)  # asked of BPJS, this and the next two; of UBAH DATA and NONAKTIF none
    months = models.PositiveSmallIntegerField(default=0)
    amount_rp = models.IntegerField(default=0)
    says_sha256 = models.CharField(max_length=16, blank=True)  # checksum of what its row in the workbook says
    again_because = models.CharField(max_length=200, blank=True)  # refused, and may go again though nothing changed

    class Meta:
        constraints = [
            # Nobody waits in two batches of a programme, whoever drafts them at the same moment; but an end need not
            # wait for the answer to a corrected telephone.
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=Q(state__in=UNANSWERED, set_aside=False) & ~Q(kind=Kind.CHANGE),
                name="waits_in_one_batch",
            ),
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=Q(state__in=UNANSWERED, set_aside=False) & ~Q(kind=Kind.END),
                name="waits_in_one_batch_or_ends",
            ),
            models.UniqueConstraint(fields=["batch", "number"], name="one_batch_line_a_number"),
            models.UniqueConstraint(fields=["batch", "person"], name="one_batch_line_a_person"),
            models.CheckConstraint(condition=Q(state__in=[*LineState]), name="batch_line_state_known"),
            models.CheckConstraint(condition=Q(reason__in=["", *Reason]), name="batch_line_reason_known"),
            models.CheckConstraint(
                condition=Q(state=LineState.WAITING, answered_at=None)
                | (~Q(state=LineState.WAITING) & Q(answered_at__isnull=False)),
                name="batch_line_answered_at",
            ),
        ]
        indexes = [models.Index(fields=["nik_index"], name="batch_line_by_nik")]

    def __str__(self) -> str:
        return f"line {self.number} of batch {self.batch_id}"


class BatchAct(models.Model):
    """One thing done to a batch, under the key of the request that asked for it: it has one effect, once."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="acts")
    event = models.CharField(max_length=9)  # "draft", "drop", "complete", "again", or of Event
    request_key = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.event} of batch {self.batch_id}"


class Detail(models.Model):
    """What BPJS asks of a person beyond what the lists told (mother's name, birth place), as the office learnt it.

    Only added to: the latest of a person and field holds.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=16)
    value = models.CharField(max_length=200)
    source = models.CharField(max_length=120)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(field__in=[*Told]), name="detail_field_known")]
        indexes = [models.Index(fields=["person", "field"], name="detail_by_person")]

    def __str__(self) -> str:
        return f"{self.field} of person {self.person_id}"


class Answer(models.Model):
    """A file that came back from BPJS, for one batch or several. Its rows count from `done_at` on, all at once."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    file_code = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    answered_date = models.DateField()  # of BPJS, as entered
    row_count = models.IntegerField(default=0)
    applied_count = models.IntegerField(default=0)
    accepted_count = models.IntegerField(default=0)  # of those applied; the others refuse
    same_count = models.IntegerField(default=0)
    queued_count = models.IntegerField(default=0)
    unknown_count = models.IntegerField(default=0)
    older_count = models.IntegerField(default=0)
    blank_count = models.IntegerField(default=0)  # of our own rows that say nothing yet
    job_id = models.UUIDField()  # of its checkpoints and its lock, whoever takes it in
    task_id = models.UUIDField(null=True)  # of the queue; None: taken in by a command
    columns_asked_at = models.DateTimeField(null=True)  # its headings say nothing to us: a person says what they are
    done_at = models.DateTimeField(null=True)
    refused_because = models.CharField(max_length=200, blank=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "sha256"], name="one_answer_a_file")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnswerColumn(models.Model):
    """Which heading of an answer a person said is what; read so in the next file of the same headings."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="columns")
    sheet = models.CharField(max_length=60, blank=True)
    field = models.CharField(max_length=12)  # of Field
    heading = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "sheet", "field"], name="one_heading_a_field")]

    def __str__(self) -> str:
        return f"{self.field} = {self.heading}"


class AnswerRow(models.Model):
    """One row of an answer, what it said, and what became of it."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="rows")
    sheet = models.CharField(max_length=60, blank=True)
    row = models.IntegerField()
    line = models.ForeignKey(BatchLine, null=True, on_delete=models.PROTECT, related_name="answers")
    matched_by = models.CharField(max_length=8, blank=True)  # key, nik, kpj
    verdict = models.CharField(max_length=10)
    kpj = models.CharField(max_length=11, blank=True)
    name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=18, blank=True)  # what its words were learnt to mean
    reason_text = models.CharField(max_length=300, blank=True)
    registered_date = models.DateField(null=True)
    outcome = models.CharField(max_length=8)
    because = models.CharField(max_length=16, blank=True)  # of Doubt: why it waits for a person, or is of no line
    settled_by = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "sheet", "row"], name="one_answer_row_a_row"),
            models.CheckConstraint(condition=Q(verdict__in=[*Verdict]), name="answer_row_verdict_known"),
            models.CheckConstraint(condition=Q(outcome__in=[*Outcome]), name="answer_row_outcome_known"),
            models.CheckConstraint(condition=Q(reason__in=["", *Reason]), name="answer_row_reason_known"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.SETTLED) | (~Q(settled_by="") & Q(settled_at__isnull=False)),
                name="answer_row_settled_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["answer", "outcome"], name="answer_row_by_outcome")]

    def __str__(self) -> str:
        return f"row {self.row} of answer {self.answer_id}"


class ReasonWord(models.Model):
    """Words of BPJS, folded, and what a person said they mean. The latest holds."""

    kabupaten = models.CharField(max_length=5)
    folded = models.CharField(max_length=300)
    example = models.CharField(max_length=300)
    reason = models.CharField(max_length=18)
    learnt_by = models.CharField(max_length=80)
    learnt_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "folded"], name="one_meaning_a_word"),
            models.CheckConstraint(condition=Q(reason__in=[*Reason]), name="reason_word_known"),
        ]

    def __str__(self) -> str:
        return f"{self.folded} = {self.reason}"
