from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "payung.intake"
    label = "intake"
