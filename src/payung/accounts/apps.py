"""Users, roles and scope come with their issue; until then the room keeps its place."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "payung.accounts"
    label = "accounts"
