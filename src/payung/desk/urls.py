"""Addresses of the office. None yet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
