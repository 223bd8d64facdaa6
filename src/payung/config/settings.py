"""Django's settings, read from the environment once (see `environment.py` for the words)."""

import os
from pathlib import Path

HOME = Path(os.environ.get("PAYUNG_HOME", "var"))
DEBUG = False
SECRET_KEY = os.environ.get("PAYUNG_SECRET_KEY", "first-light-only")
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "payung.config.urls"
INSTALLED_APPS = ["django.contrib.staticfiles", "django_htmx", "django_tasks", "django_tasks_db",
                  "payung.config", "payung.desk", "payung.accounts", "payung.jobs"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "payung.sqlite3"}}
USE_TZ = True
TIME_ZONE = "Asia/Makassar"
LANGUAGE_CODE = "id"
STATIC_URL = "static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
