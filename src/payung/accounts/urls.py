"""Addresses of signing in and out. allauth asks for the first two by their names."""

from django.urls import path

from payung.accounts import views

urlpatterns = [
    path("masuk", views.sign_in, name="account_login"),
    path("keluar", views.sign_out, name="account_logout"),
    path("akun", views.account, name="account"),
]
