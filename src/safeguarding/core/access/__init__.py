"""Who may see and do what: roles, scopes, row security, sign-in."""
