"""The entry for the web server: the same front as the product's."""

from bench.minimal.wsgi import application as answers
from bench.place import VAR
from safeguarding.config.front import Front

application = Front(answers, VAR)
