"""Addresses of programmes."""

from django.urls import path

from payung.programmes import views

app_name = "programmes"
urlpatterns = [
    path("program", views.index, name="index"),
    path("program-baru", views.new, name="new"),
    path("program/<slug:code>", views.programme, name="programme"),
    path("program/<slug:code>/dana", views.fund, name="fund"),
    path("program/<slug:code>/kuota", views.quota, name="quota"),
    path("program/<slug:code>/pks", views.agreement, name="agreement"),
    path("program/<slug:code>/kalender", views.calendar, name="calendar"),
    path("program/<slug:code>/libur", views.holidays, name="holidays"),
    path("program/<slug:code>/kebutuhan", views.needs, name="needs"),
    path("program/<slug:code>/syarat", views.criteria, name="criteria"),
]
