"""The application that a web server runs: `ninefold.site.wsgi:application`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from ninefold.core.errors import NinefoldError

os.umask(0o077)  # what is written to the data folder is for nobody else on this machine
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ninefold.site.settings")

try:
    application = get_wsgi_application()
    # Pages of words are made now, so that one that is broken stops the site instead of meeting a visitor.
    from ninefold.academy.page_files.library import library

    library()
except NinefoldError as error:
    print(f"ninefold: {error}", file=sys.stderr)
    raise SystemExit(2) from None
