"""The entry for a web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.config.settings")
application = get_wsgi_application()
# What stands now stands as long as the worker: left out of every later search for garbage, which would look at all of it.
gc.freeze()
