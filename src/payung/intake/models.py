"""The one table of this room so far: lists that visitors have dropped here to be checked, for a day at most."""

from django.db import models
from django.db.models import Q

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
