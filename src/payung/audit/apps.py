from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "payung.audit"
    label = "audit"

    def ready(self) -> None:
        import_module("payung.audit.safety")  # registers its check
