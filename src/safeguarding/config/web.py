"""
The web server's entry: `python -m safeguarding.config.web APPLICATION`, with the server's own options behind it.

The application is loaded once, before there are workers: each of them is then a copy that can answer at once, and what
they load they share. Where a system does not copy processes, every worker loads the application by itself.
"""

import multiprocessing
import sys
from importlib import import_module

from granian.cli import entrypoint

if __name__ == "__main__":
    if multiprocessing.get_start_method() == "fork":
        import_module(sys.argv[1].partition(":")[0])
    entrypoint()
