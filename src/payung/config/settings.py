"""Django's settings. The words they come from are explained in `environment.py`; `safety.py` judges them."""

import os
from pathlib import Path

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
    "payung.claims",
    "payung.enrolment",
    "payung.contributions",
    "payung.membership",
    "payung.decrees",
    "payung.selection",
    "payung.eligibility",
    "payung.matching",
    "payung.intake",
    "payung.people",
    "payung.ledger",
    "payung.programmes",
    "payung.accounts",
    "payung.audit",
    "payung.jobs",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "payung.accounts.headers.strict_headers",
    "payung.accounts.headers.plain_methods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "payung.accounts.sessions.ending_sessions",
    "payung.accounts.visitors.remembering_visitors",
    "payung.accounts.language.chosen_language",
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
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "payung.accounts.context.office",
                "payung.accounts.context.navigation",
            ]
        },
    }
]

DATABASES = {
    "default": postgresql_database(PAYUNG.database_url)
    if PAYUNG.database_url
    else sqlite_database(PAYUNG_HOME / "payung.sqlite3")
}
CACHES = {
    # Counts failed sign-ins. In the database: one count for all threads and processes, without another service.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # nobody floods a lock-out away
    }
}
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/masuk"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "payung.accounts.adapter.Adapter"
ACCOUNT_FORMS = {"login": "payung.accounts.forms.SignInForm"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False  # an office computer serves many: closing the browser signs out
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/15m/key"}  # an office is one address
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PAYUNG.https else 0
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PAYUNG_IMPORT_TASK = "payung.desk.tasks.import_list"  # intake names no room above it; the house names the job
PAYUNG_MATCH_TASK = "payung.matching.tasks.match_programme"  # and the one behind rows that a person let pass
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Makassar"  # WITA

STATIC_URL = "static/"
STATIC_ROOT = None if PAYUNG.development else PAYUNG_HOME / "static"
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
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # of users; a visitor's code has a cookie of its own
SESSION_COOKIE_AGE = 8 * 3600  # the most; accounts/sessions.py ends them sooner
SECURE_SSL_REDIRECT = PAYUNG.https
SECURE_HSTS_SECONDS = 31_536_000 if PAYUNG.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PAYUNG.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

FILE_UPLOAD_HANDLERS = ["payung.gateways.sealed_uploads.SealingHandler"]  # a list is never in memory whole, never clear
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20  # what is pasted; files are counted by their handler
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
