"""Keys by which a person is found again whose NIK is written otherwise (ADR 0020)."""

from django.db import models


class Key(models.Model):
    """One way to find a person: 64 bits of a keyed hash, which says nothing to whoever has only the database.

    Rewritten as a whole when a person changes. `kind` is hashed into the value, so a search needs the value alone. A
    million persons have ten million keys: hence no id, no constraint that looks for the person at each, and on SQLite
    no row beside the primary key (migration 0006).
    """

    pk = models.CompositePrimaryKey("person_id", "value")
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    value = models.BigIntegerField()
    kind = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["value"], name="key_by_value")]

    def __str__(self) -> str:
        return f"key {self.kind} of {self.person_id}"


class Keyed(models.Model):
    """How far the persons of a kabupaten who were there before their keys have been given some."""

    kabupaten = models.CharField(max_length=5, primary_key=True)
    scheme = models.PositiveSmallIntegerField()  # which keys (`door.keys.SCHEME`)
    up_to_id = models.BigIntegerField()  # of persons; who came later got keys on coming
    is_done = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "keyed"

    def __str__(self) -> str:
        return f"{self.kabupaten} up to {self.up_to_id}"
