"""The site for gunicorn. It does not start unsafe."""

import os

from django.core.wsgi import get_wsgi_application

from payung.config.safety import refuse_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
application = get_wsgi_application()
refuse_unsafe()
