from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "payung.enrolment"
    label = "enrolment"
