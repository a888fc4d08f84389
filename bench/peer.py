"""
What the peer was measured at: CISO Assistant community v3.20.8 on PostgreSQL 15.18, 1,000 assessments of 140 nodes.

Measured in November 2026 on a machine of two cores like the one of the project's own runs. It needs Python 3.14 and a
long set-up, so that it does not run beside every benchmark. Its recorded times are scaled by how fast the machine is at
the moment: by the minimal page of 20 queries, which took 22.5 ms when the peer was measured.
"""

MINIMAL_PAGE = 0.0225  # seconds, measured in the same rounds as the peer

SAVE = 3.703  # seconds, one answer, side by side with a minimal Django save
SAVES_A_SECOND = 0.52  # with 8 clients
TREE = 0.408  # seconds, one assessment of 140 nodes as JSON, 292 statements
LIST_OF_100 = 0.184  # seconds, 111 statements
FIRST_INSTALL = 359.0  # seconds, migrate from an empty PostgreSQL database
IMPORT = 5.1  # seconds, start of one command
WORKER_BYTES = 1.28e9  # a worker after the run
