"""How people prove who they are: passwords, second factors, passkeys, other organisations' sign-in, sessions, one's own account."""
