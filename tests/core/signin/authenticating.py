"""Second factors in software: an authenticator app, and a passkey that answers as a browser's would."""

import json
import re
from hashlib import sha256
from html import unescape

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from tests.world import PASSWORD

HERE = "http://localhost"
PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
ADD, AGAIN = "/account/passkeys/add/", "/account/passkeys/reauthenticate/"
CODE, CODE_AGAIN = "/account/codes/authenticate/", "/account/codes/reauthenticate/"


def code_of(secret: str) -> str:
    """Return the code that an app shows now for a secret.

    The one before holds as well for a moment, but a test that takes that one fails when the clock turns under it.
    """
    _, now, _ = totp.yield_hotp_counters_from_time()
    return totp.format_hotp_value(totp.hotp_value(secret, now))


def give_app(user) -> str:
    """Set up an authenticator app for somebody and return its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def sign_in_with_password(client, email: str):
    """Send the sign-in page."""
    return client.post("/account/login/", {"login": email, "password": PASSWORD})


def recovery_codes(user) -> list[str]:
    """Return somebody's recovery codes that were not used."""
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


class Passkey:
    """A passkey; `asked` is the page with the browser's options."""

    def __init__(self, origin: str = HERE) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id, self.origin, self.uses = b"passkey-of-a-test", origin, 0
        self.site = origin.partition("://")[2]

    def create(self, asked: str) -> str:
        """Answer the page that sets a passkey up."""
        told = self._told("webauthn.create", asked)
        data = AuthenticatorData.create(
            sha256(self.site.encode()).digest(),
            PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT,
            0,
            AttestedCredentialData.create(
                b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
            ),
        )
        response = {
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            "clientDataJSON": websafe_encode(told),
        }
        return self._answer(response)

    def use(self, asked: str, owner: str | None = None, flags=PRESENT_AND_VERIFIED) -> str:
        """Answer the page that asks for a passkey; one that signs in alone names its owner."""
        told = self._told("webauthn.get", asked)
        self.uses += 1
        data = AuthenticatorData.create(sha256(self.site.encode()).digest(), flags, self.uses)
        signature = self.key.sign(data + sha256(told).digest(), ec.ECDSA(SHA256()))
        response = {
            "authenticatorData": websafe_encode(data),
            "clientDataJSON": websafe_encode(told),
            "signature": websafe_encode(signature),
            "userHandle": owner,
        }
        return self._answer(response)

    def _told(self, kind: str, asked: str) -> bytes:
        options = json.loads(unescape(re.search(r'data-options="([^"]+)"', asked)[1]))["publicKey"]
        return CollectedClientData.create(kind, options["challenge"], self.origin)

    def _answer(self, response: dict) -> str:
        name = websafe_encode(self.id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": response,
            }
        )
