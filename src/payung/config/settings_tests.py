"""The settings under test: development, keys of no value, a home of its own; the engine by PAYUNG_TEST_ENGINE."""

import atexit
import os
import shutil
import tempfile

os.environ["PAYUNG_ENV"] = "development"
os.environ["PAYUNG_HOME"] = tempfile.mkdtemp(prefix="payung-tests-")
atexit.register(shutil.rmtree, os.environ["PAYUNG_HOME"], ignore_errors=True)
os.environ["PAYUNG_SECRET_KEY"] = "known-to-everyone " * 4
os.environ["PAYUNG_SEALING_KEY"] = bytes(range(64)).hex()
os.environ.pop("PAYUNG_DB", None)
if os.environ.get("PAYUNG_TEST_ENGINE") == "postgresql":
    os.environ["PAYUNG_DB"] = os.environ["PAYUNG_TEST_PG"]

from payung.config.settings import *  # noqa: E402, F403
from payung.config.settings import DATABASES, PAYUNG_HOME  # noqa: E402

# SQLite: a file, not memory, so that pragmas and locks are those of production. PostgreSQL: two runs at once stay apart.
DATABASES["default"]["TEST"] = {
    "NAME": f"payung_tests_{os.getpid()}" if "PAYUNG_DB" in os.environ else str(PAYUNG_HOME / "tests.sqlite3")
}

# Tests sign in hundreds of times and Argon2 is slow on purpose; `accounts/tests/test_sign_in.py` holds what offices get.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
