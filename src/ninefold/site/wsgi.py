"""The application that a web server runs: `ninefold.site.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ninefold.site.settings")

application = get_wsgi_application()
