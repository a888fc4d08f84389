"""The entry for the web server that the product brings; `wsgi.py` is the same application for any other."""

from django.conf import settings

from safeguarding.config.front import Front
from safeguarding.config.wsgi import application as answers

settings.VAR.mkdir(parents=True, exist_ok=True)
application = Front(answers, settings.VAR)
