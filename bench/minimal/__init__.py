"""The smallest Django application that does a page's and a save's statements: what Django itself costs on this machine."""
