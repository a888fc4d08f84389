"""A provider of OpenID Connect that says whatever a test wants: honest by default, forged on demand."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.utils import timezone
from jwt.algorithms import RSAAlgorithm

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.context import acting
from safeguarding.core.signin.models import ProviderIdentity
from safeguarding.core.signin.providers import Provider

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGERS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVE = ec.generate_private_key(ec.SECP256R1())
GO, BACK = "/core/signin/with/trust/", "/core/signin/back/trust/"
CLIENT, SECRET = "assurance", "only-for-this-test"


class FakeProvider:
    """Serves discovery, keys and the token endpoint; `token` makes the token for what was asked."""

    def __init__(self) -> None:
        self.answers, self.asked, self.codes = {}, [], {}
        self.token = self.honest
        self.keys = [self._public(KEY, "one")]
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def as_provider(self, **changed) -> Provider:
        told = {
            "key": "trust",
            "name": "Riverside sign-in",
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "two_factor": frozenset({"mfa"}),
        }
        return Provider(**told | changed)

    def claims(self, nonce: str, /, **changed) -> dict:
        now = time.time()
        honest = {
            "iss": self.issuer,
            "sub": "subject-1",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "amr": ["pwd", "mfa"],
            "email": "dana@demo.invalid",
        }
        return {name: value for name, value in (honest | changed).items() if value is not ...}

    def signed(self, claims: dict, key=KEY, algorithm: str = "RS256", **head) -> str:
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": "one"} | head)

    def honest(self, nonce: str) -> str:
        return self.signed(self.claims(nonce))

    def code_for(self, address: str) -> tuple[str, str]:
        """Do what the provider's own page does: return the code and the state for where the browser was sent."""
        told = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_hex(8)
        self.codes[code] = told
        return code, told["state"]

    def _public(self, key, kid: str) -> dict:
        return json.loads(RSAAlgorithm.to_jwk(key.public_key())) | {"kid": kid, "use": "sig"}

    def _answer(self, path: str, told: dict) -> tuple[int, dict]:
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
        if path == "/keys":
            return 200, {"keys": self.keys}
        return self._exchange(told)

    def _exchange(self, told: dict) -> tuple[int, dict]:
        asked = self.codes.pop(told.get("code"), None)  # a code is good for once
        proof = base64.urlsafe_b64encode(hashlib.sha256(told.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or told.get("client_secret") != SECRET
            or asked["code_challenge"] != proof.rstrip(b"=").decode()
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.token(asked["nonce"])}

    def _handler(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                length = int(self.headers.get("Content-Length") or 0)
                told = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
                provider.asked.append(self.path)
                status, body = provider._answer(self.path, told)
                self.send_response(status)
                if "Location" in body:
                    self.send_header("Location", body["Location"])
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            do_POST = do_GET  # noqa: N815 - the library's name

            def log_message(self, *words):
                """Keep quiet."""

        return Handler


def link(user, provider, subject: str = "subject-1") -> None:
    alone = Actor(user=user, organisation=None, roles=frozenset(), today=timezone.localdate(), level=0)
    with acting(alone):
        ProviderIdentity.objects.create(
            user=user,
            provider="trust",
            issuer=provider.issuer,
            subject=subject,
            linked_on=timezone.localdate(),
        )


def come_back(client, provider, **changed):
    """Go to the provider and come back with what it gave, or with what a test puts in its place."""
    code, state = provider.code_for(client.get(GO).headers["Location"])
    return client.get(BACK, {"code": code, "state": state} | changed)


def is_in(client) -> bool:
    return client.get("/").status_code == 200
