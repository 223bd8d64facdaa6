"""Keys by which a person is found again whose NIK is written otherwise (ADR 0020)."""

from django.db import models


class Key(models.Model):
    """One way to find a person: 64 bits of a keyed hash, which says nothing to whoever has only the database.

    Rewritten as a whole when a person changes. `kind` is hashed into the value, so a search needs the value alone.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.SmallIntegerField()
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "person"], name="one_key_a_person")]

    def __str__(self) -> str:
        return f"key {self.kind} of {self.person_id}"
