from django.apps import AppConfig


class DecreesConfig(AppConfig):
    name = "payung.decrees"
    label = "decrees"
