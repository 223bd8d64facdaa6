"""`python -m payung.config.demo`: what the demo does in a process that finds the home's own keys.

build WORKERS SEED    the whole year; report and counts are kept in the home
accounts              each demo account has a new password: printed as JSON, kept nowhere
"""

import json
import os
import sys

import django


def main(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from payung.config.demo.building import build
    from payung.config.demo.cast import appointed

    if words[0] == "accounts":
        accounts = appointed(now=timezone.now()).accounts
        sys.stdout.write(json.dumps([(str(one.role), one.username, one.password) for one in accounts]))
    else:
        build(home=settings.PAYUNG_HOME, workers=int(words[1]), seed=int(words[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
