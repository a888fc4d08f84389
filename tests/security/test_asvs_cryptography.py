"""What is hashed, signed and drawn by lot: where, with what, and how strongly (ASVS 7.2, 11, 13.2 and 13.3)."""

import ast
import math
import re
import secrets
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from jwt.algorithms import RSAAlgorithm

from safeguarding.config import settings as deployment
from safeguarding.config.postgres import ROLES, Server
from safeguarding.core.audit import roots
from safeguarding.core.signin import providers, tokens
from safeguarding.core.signin.sessions import SessionStore
from tests.house.reading import ROOT, modules, shown

INVENTORY = ROOT / "docs" / "safety" / "cryptography.md"
BRINGS = re.compile(
    r"(hashlib|hmac|secrets|cryptography|jwt|ssl|nacl|Crypto|django\.(utils\.crypto|core\.signing))\b"
)
CIPHERS = re.compile(r"\b(Fernet|Cipher|AES\w*|ChaCha20\w*|TripleDES|encrypt|decrypt)\b")
STRONG = {"sha256", "sha512", "compare_digest"}
BITS = 128


@cache
def imports(source: str) -> frozenset[str]:
    """Return what a file imports, as whole names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def brought_in(source: str, wanted: re.Pattern) -> set[str]:
    """Return what a file imports of these modules."""
    return {name for name in imports(source) if wanted.match(name)}


@cache
def texts():
    return [(shown(path), path.read_text(encoding="utf-8")) for path in modules()]


def calls(source: str, wanted: re.Pattern) -> list[ast.Call]:
    """Return every call in a file of what is wanted; a file without its name is not read closer."""
    if not wanted.search(source):
        return []
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [node for node in found if wanted.fullmatch(ast.unparse(node.func))]


def test_the_inventory_names_every_file_that_does_cryptography():
    """11.1.2, 11.1.3: found in the code, and compared with the paper in both directions."""
    found = {name for name, source in texts() if brought_in(source, BRINGS)}
    listed = set(re.findall(r"`((?!tests/)[\w/]+\.py)`", INVENTORY.read_text(encoding="utf-8")))

    assert found == listed


def test_nothing_is_done_by_an_implementation_of_our_own():
    """11.2.1: Python's, OpenSSL's by `cryptography`, and PyJWT's."""
    brought = set().union(*(brought_in(source, BRINGS) for _, source in texts()))

    assert {name.partition(".")[0] for name in brought} <= {
        "hashlib",
        "hmac",
        "secrets",
        "cryptography",
        "jwt",
        "django",
    }


def test_nothing_is_enciphered_by_us():
    """11.3.1, 11.3.2: there is no cipher, so there is no mode or padding of one that could be weak."""
    found = {name for name, source in texts() if CIPHERS.search(source)}

    assert found == set()
    assert CIPHERS.search("box = Fernet(key)")
    assert CIPHERS.search("AESGCM(key).encrypt(nonce, words, None)")


def test_what_is_signed_or_compared_is_hashed_to_256_bits_or_more():
    """11.4.3."""
    hashes = {
        ast.unparse(node.func).rpartition(".")[2]
        for _, source in texts()
        for node in calls(source, re.compile(r"(hashlib|hmac)\.\w+"))
    }
    by_name = {name for _, source in texts() for name in brought_in(source, re.compile(r"(hashlib|hmac)\."))}
    signed = [node for _, source in texts() for node in calls(source, re.compile("salted_hmac"))]

    assert hashes | {name.rpartition(".")[2] for name in by_name} <= STRONG
    assert {ast.unparse(named.value) for node in signed for named in node.keywords} == {"'sha256'"}
    assert all(name == "EdDSA" or int(name[2:]) >= 256 for name in tokens.ALGORITHMS)


def test_roots_are_signed_with_a_new_key_of_this_installation(tmp_path, settings):
    """11.6.1, 13.3.2: Ed25519, made here, for our eyes alone."""
    settings.AUDIT_KEY = tmp_path / "key"

    key = roots.signing_key()

    assert isinstance(key, Ed25519PrivateKey)
    assert key.private_bytes_raw() == roots.signing_key().private_bytes_raw()
    assert settings.AUDIT_KEY.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("bits", "kept"), [(1024, 0), (2048, 1)])
def test_a_provider_with_a_key_that_can_be_worked_out_is_not_believed(bits, kept):
    """11.6.1."""
    public = RSAAlgorithm.to_jwk(
        rsa.generate_private_key(public_exponent=65537, key_size=bits).public_key(), as_dict=True
    )

    assert len(providers._signing({"keys": [public | {"kid": "one", "use": "sig"}]})) == kept


def test_a_password_is_kept_so_that_trying_is_dear():
    """11.4.2: Argon2id by the setting of RFC 9106 for little memory or more, in a real deployment and not in tests only."""
    kept = Argon2PasswordHasher().decode(
        Argon2PasswordHasher().encode("a long enough password", "somesaltsomesalt")
    )

    assert deployment.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert kept["variety"] == "argon2id"
    assert kept["memory_cost"] >= 64 * 1024
    assert kept["time_cost"] >= 2


def test_nothing_is_drawn_by_lot_but_by_the_system():
    """11.5.1, 11.5.2: `random` can be foretold and is not here; `secrets` asks the system each time."""
    weak = {name for name, source in texts() if brought_in(source, re.compile(r"(random|numpy)\b"))}

    assert weak == set()


def test_what_nobody_may_guess_has_128_bits_or_more():
    """11.5.1: what is drawn in the code, by how much of it is drawn."""
    lots = re.compile(r"secrets\.token_\w+")
    drawn = [int(node.args[0].value) * 8 for _, source in texts() for node in calls(source, lots)]

    assert len(drawn) >= 5
    assert min(drawn) >= BITS


def test_the_name_of_a_session_cannot_be_guessed(db, monkeypatch):
    """7.2.3: drawn by the system's own lot, letter by letter, and never twice."""
    choices, choose = [], secrets.choice
    monkeypatch.setattr(secrets, "choice", lambda letters: choices.append(letters) or choose(letters))

    names = {SessionStore()._get_new_session_key() for _ in range(20)}

    assert len(names) == 20
    assert len(choices) == sum(map(len, names))
    assert min(map(len, names)) * math.log2(len(VALID_KEY_CHARS)) >= BITS


def test_each_role_of_the_database_has_a_password_that_nobody_else_has(tmp_path):
    """13.2.3, 13.3.2: made at random at the first start, another for every role and installation, for our eyes alone."""
    here, there = Server(tmp_path / "here"), Server(tmp_path / "there")
    passwords = [*here.passwords().values(), *there.passwords().values()]

    assert len(set(passwords)) == 2 * len(ROLES)
    assert min(map(len, passwords)) >= 32
    assert (here.data / "secrets.json").stat().st_mode & 0o077 == 0


def test_the_key_of_sessions_is_made_here_and_read_by_us_alone(tmp_path, monkeypatch):
    """13.3.2."""
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setattr(deployment, "VAR", tmp_path / "var")

    key = deployment.secret_key()

    assert key == deployment.secret_key()
    assert len(key) >= 64
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o077 == 0
