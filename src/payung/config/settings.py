"""Django's settings. The words they come from are explained in `environment.py`; `safety.py` judges them."""

import os

from payung.config.engines import postgresql_database, sqlite_database
from payung.config.environment import read_environment

PAYUNG = read_environment(os.environ)
PAYUNG_HOME = PAYUNG.home

DEBUG = PAYUNG.debug
SECRET_KEY = PAYUNG.secret_key or ""
ALLOWED_HOSTS = list(PAYUNG.hosts)

INSTALLED_APPS = [
    "payung.config",
    "payung.desk",
    "payung.accounts",
    "payung.jobs",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "payung.config.urls"
WSGI_APPLICATION = "payung.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

DATABASES = {
    "default": postgresql_database(PAYUNG.database_url)
    if PAYUNG.database_url
    else sqlite_database(PAYUNG_HOME / "payung.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Makassar"  # WITA

STATIC_URL = "static/"
STATIC_ROOT = PAYUNG_HOME / "static"
WHITENOISE_USE_FINDERS = PAYUNG.development  # a developer collects nothing; production does, in `payung run`
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PAYUNG.development
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = PAYUNG.https
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PAYUNG.https
SECURE_HSTS_SECONDS = 31_536_000 if PAYUNG.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PAYUNG.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
