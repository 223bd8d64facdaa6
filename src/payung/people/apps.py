from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "payung.people"
    label = "people"
