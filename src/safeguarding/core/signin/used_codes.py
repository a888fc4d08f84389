"""
A code of the authenticator app lets in once.

An app's clock may be half a minute off either way, so a code holds for 90 seconds; the accounts library remembers for 30
that it was used. Here it is remembered for as long as it holds (RFC 6238, 5.2: a second use is refused).
"""

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.cache import cache


def take_once(authenticator: Authenticator, code: str) -> None:
    """
    Remember that a code was used.

    :raises ValidationError: if it was used before; it says what it says of any wrong code.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return
    seconds = app_settings.TOTP_PERIOD * (1 + 2 * app_settings.TOTP_TOLERANCE)
    digits = "".join(letter for letter in code if letter.isdigit())
    if not cache.add(f"code-used:{authenticator.pk}:{digits}", True, timeout=seconds):
        raise get_adapter().validation_error("incorrect_code")
