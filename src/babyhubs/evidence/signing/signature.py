"""The signature of a pack: over SHA256SUMS, which holds the digest of every other file.

Format: https://jedisct1.github.io/minisign/, "Signature format". "ED" signs the BLAKE2b-512 digest of the file (what minisign writes since 0.10), "Ed" the file
itself (what it wrote before); both are read, "ED" is written. A second signature covers the first and the trusted comment.
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import blake2b

from cryptography.exceptions import InvalidSignature

from babyhubs.evidence.pack import SUMS
from babyhubs.evidence.signing.key import UNTRUSTED, PublicKey, SecretKey

SIGNATURE = f"{SUMS}.minisig"
TRUSTED = "trusted comment: "
HASHED, WHOLE = b"ED", b"Ed"


class NotSigned(Exception):
    """Why a signature does not hold, in words."""


@dataclass(frozen=True)
class Signed:
    """Who signed, by the number of the key, and what was signed along."""

    key: str
    comment: str


def sign(content: bytes, key: SecretKey, comment: str) -> str:
    """The file of the signature. comment: one line that is signed too. The same content and key give the same bytes."""
    secret = key.ed25519()
    first = secret.sign(_digested(content))
    second = secret.sign(first + comment.encode())
    lines = (
        f"{UNTRUSTED}signature from minisign secret key",
        base64.b64encode(HASHED + key.number + first).decode(),
        f"{TRUSTED}{comment}",
        base64.b64encode(second).decode(),
    )
    return "".join(f"{line}\n" for line in lines)


def check(content: bytes, signature: str, key: PublicKey) -> Signed:
    """Whose signature it is; NotSigned says why it is not this key's."""
    how, number, first, comment, second = _parts(signature)
    if number != key.number:
        raise NotSigned(f"it was signed with the key {PublicKey(number, b'').name}, and yours is {key.name}")
    try:
        key.ed25519().verify(first, _digested(content) if how == HASHED else content)
    except InvalidSignature as error:
        raise NotSigned("the signature is not of these files") from error
    try:
        key.ed25519().verify(second, first + comment.encode())
    except InvalidSignature as error:
        raise NotSigned("its comment was changed after it was signed") from error
    return Signed(key.name, comment)


def signer(signature: str) -> str:
    """The number of the key that it claims; NotSigned where it is no signature."""
    return PublicKey(_parts(signature)[1], b"").name


def _digested(content: bytes) -> bytes:
    return blake2b(content, digest_size=64).digest()


def _parts(signature: str) -> tuple[bytes, bytes, bytes, str, bytes]:
    lines = signature.split("\n")
    if len(lines) != 5 or lines[4] or not lines[0].startswith(UNTRUSTED) or not lines[2].startswith(TRUSTED):
        raise NotSigned("it is not a signature in minisign's form")
    try:
        first, second = (base64.b64decode(lines[at], validate=True) for at in (1, 3))
    except (binascii.Error, ValueError) as error:
        raise NotSigned("it is not a signature in minisign's form") from error
    if len(first) != 74 or len(second) != 64 or first[:2] not in (HASHED, WHOLE):
        raise NotSigned("it is not a signature in minisign's form")
    return first[:2], first[2:10], first[10:], lines[2].removeprefix(TRUSTED), second
