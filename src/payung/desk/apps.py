from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "payung.desk"
    label = "desk"
