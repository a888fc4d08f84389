"""The entry for a web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.config.settings")
gc.disable()  # nothing that is loaded now is garbage, and looking for it takes a tenth of the time
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - the pages too, so that the first reader does not wait for them
# What stands now stands as long as the worker: left out of every later search for garbage, which would look at all of it.
gc.freeze()
gc.enable()
