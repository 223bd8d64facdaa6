from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "payung.matching"
    label = "matching"
