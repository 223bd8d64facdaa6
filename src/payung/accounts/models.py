"""Users, and what they are appointed to do on which part of the map."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from payung.accounts.rules import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **facts: Any) -> "User":
        user = self.model(username=username, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.username


class Appointment(models.Model):
    """A role on a part of the map, until it is ended; nothing is deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    kabupaten = models.CharField(max_length=5)
    role = models.CharField(max_length=20)
    scope = models.CharField(max_length=13)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=[*Role]), name="appointment_role_known"),
            models.UniqueConstraint(
                fields=["kabupaten", "user", "role", "scope"],
                condition=Q(ended_at=None),
                name="appointed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.scope}"


class CacheEntry(models.Model):
    """The table of Django's cache in the database (settings.CACHES), which knows it by its columns alone."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_cache"

    def __str__(self) -> str:
        return self.cache_key
