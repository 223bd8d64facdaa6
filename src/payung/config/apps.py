"""The house itself as a Django app: its management commands and its checks."""

from importlib import import_module

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "payung.config"
    label = "config"

    def ready(self) -> None:
        import_module("payung.config.safety")  # registers the checks
