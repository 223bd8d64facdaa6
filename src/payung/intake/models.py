"""Lists that visitors drop here for a day; and what the office keeps: received files, their rows, candidates."""

from django.db import models
from django.db.models import Q

from payung.intake.rules.proposals import RowState, Source
from payung.intake.states import State


class Upload(models.Model):
    """A list as dropped, and how far its check has come. Its files lie sealed under its code (`files.py`)."""

    code = models.CharField(max_length=32, unique=True)  # in its address: 128 bits of chance
    visitor = models.CharField(max_length=32)  # of the cookie that alone may see it
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    registration_date = models.DateField()
    occupation = models.CharField(max_length=60, blank=True)  # of all its rows, where the visitor said so
    state = models.CharField(max_length=10, default=State.RECEIVED)
    job_id = models.UUIDField(null=True)
    received_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    row_count = models.IntegerField(default=0)
    ready_count = models.IntegerField(default=0)
    error_count = models.IntegerField(default=0)
    decision_count = models.IntegerField(default=0)
    warning_count = models.IntegerField(default=0)  # rows of any status with a warning

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[*State]), name="upload_state_known"),
            models.UniqueConstraint(
                fields=["visitor", "sha256", "registration_date", "occupation"], name="same_list_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code[:6]}… {self.state}"


class ReceivedFile(models.Model):
    """A list as the office received it for a programme: kept for good, sealed under its code."""

    kabupaten = models.CharField(max_length=5)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, unique=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    source = models.CharField(max_length=10)
    sender = models.CharField(max_length=120)  # whose list: "Desa Rampa", "KUB Bina Samudra"
    desa_code = models.CharField(max_length=13, blank=True)  # the one desa it comes from, where said
    occupation = models.CharField(max_length=60, blank=True)
    letter_name = models.CharField(max_length=255, blank=True)  # the scanned cover letter (surat pengantar)
    letter_code = models.CharField(max_length=32, blank=True)  # under which it lies sealed
    registration_date = models.DateField()
    mends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="mended_by")
    state = models.CharField(max_length=10, default=State.RECEIVED)
    job_id = models.UUIDField(null=True)
    received_by = models.CharField(max_length=80)
    received_at = models.DateTimeField()
    row_count = models.IntegerField(default=0)  # as checked; the next four too
    ready_count = models.IntegerField(default=0)
    error_count = models.IntegerField(default=0)
    decision_count = models.IntegerField(default=0)
    warning_count = models.IntegerField(default=0)
    places_done = models.IntegerField(default=0)  # rows of the answer that have been gone through
    candidate_count = models.IntegerField(default=0)  # of its rows now: some are accepted later, some returned
    waiting_count = models.IntegerField(default=0)  # rows that waited then
    known_count = models.IntegerField(default=0)  # rows of a returned list that nothing is done about: passed over

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "programme", "sha256"], name="one_file_once"),
            models.CheckConstraint(condition=Q(source__in=[*Source]), name="file_source_known"),
            models.CheckConstraint(condition=Q(state__in=[*State]), name="file_state_known"),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"


class Row(models.Model):
    """A row of a received file. Its cells stay in the sealed answer (`place` is its line there); NIK and KK lie sealed.

    `mends`: the row of an earlier file for which it came back; that one has waited and is then done.
    """

    file = models.ForeignKey(ReceivedFile, on_delete=models.PROTECT, related_name="rows")
    sheet = models.CharField(max_length=255, blank=True)
    number = models.IntegerField()  # as a person sees it
    place = models.IntegerField()
    state = models.CharField(max_length=10)
    codes = models.CharField(max_length=400, blank=True)  # of its problems, spaces between
    mends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "place"], name="one_row_a_place"),
            models.UniqueConstraint(fields=["mends"], condition=Q(mends__isnull=False), name="mended_by_one_row"),
            models.CheckConstraint(condition=Q(state__in=[*RowState]), name="row_state_known"),
        ]
        indexes = [models.Index(fields=["file", "state"], name="row_by_state")]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.number}"


class Candidate(models.Model):
    """A calon peserta: one good row of one file, as the file says it. Who it is, `matching` says.

    `returned_at`: since when it is none any more, as its NIK is another's and its row is back with its sender.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    row = models.OneToOneField(Row, on_delete=models.PROTECT, related_name="candidate")
    receipt_code = models.CharField(max_length=12, unique=True)
    nik_index = models.BinaryField(max_length=16)
    nik_sealed = models.BinaryField(max_length=64)
    kk_index = models.BinaryField(max_length=16, null=True)
    kk_sealed = models.BinaryField(max_length=64, null=True)
    name = models.CharField(max_length=200)
    sex = models.CharField(max_length=1)
    birth_date = models.DateField()
    desa_code = models.CharField(max_length=13)
    occupation = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    rt = models.CharField(max_length=12, blank=True)
    dusun = models.CharField(max_length=60, blank=True)
    birth_place = models.CharField(max_length=60, blank=True)
    mother_name = models.CharField(max_length=200, blank=True)
    marital_status = models.CharField(max_length=30, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    email = models.CharField(max_length=120, blank=True)
    work_location = models.CharField(max_length=120, blank=True)
    work_hours = models.CharField(max_length=40, blank=True)
    income_rp = models.BigIntegerField(null=True)
    heir_name = models.CharField(max_length=200, blank=True)
    heir_relation = models.CharField(max_length=40, blank=True)
    heir_phone = models.CharField(max_length=20, blank=True)
    returned_by = models.CharField(max_length=80, blank=True, db_default="")  # db_default: bulk inserts do not name it
    returned_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=120, blank=True, db_default="")

    class Meta:
        indexes = [models.Index(fields=["programme", "desa_code"], name="candidate_by_desa")]

    def __str__(self) -> str:
        return self.receipt_code


class SenderMapping(models.Model):
    """Columns that a person has shown for the lists of one sender; used when the same headings come again."""

    kabupaten = models.CharField(max_length=5)
    sender = models.CharField(max_length=120)
    headings_hash = models.CharField(max_length=64)  # of the heading rows as written
    header_rows = models.CharField(max_length=40)  # "4 5"
    columns = models.CharField(max_length=400)  # "nik=B name=D"
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "sender", "headings_hash"], name="one_mapping_a_heading")
        ]

    def __str__(self) -> str:
        return self.sender
