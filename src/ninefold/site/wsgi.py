"""The application that a web server runs: `ninefold.site.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # what is written to the data folder is for nobody else on this machine
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ninefold.site.settings")

application = get_wsgi_application()
