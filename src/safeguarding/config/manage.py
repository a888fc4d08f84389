"""Django's own management commands, for developers: `python -m safeguarding.config.manage`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.config.settings")
    execute_from_command_line(sys.argv)
