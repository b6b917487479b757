"""The two halves of a key, as minisign's files hold them.

Format: https://jedisct1.github.io/minisign/, "Signature format", "Public key format" and "Secret key format". Ed25519 as in RFC 8032; the secret
half is hidden under a password by scrypt (RFC 7914), with a checksum by BLAKE2b (RFC 7693) that tells a wrong password from a broken file.
"""

import base64
import binascii
import secrets
import struct
from dataclasses import dataclass
from hashlib import blake2b

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from babyhubs.errors import InputError

ED25519, SCRYPT, UNHIDDEN, BLAKE2B = b"Ed", b"Sc", b"\0\0", b"B2"
UNTRUSTED = "untrusted comment: "
# scrypt: libsodium's limits in operations and bytes stand in the file, and N, r and p follow from them (`_cost`).
OPERATIONS, MEMORY = 1 << 22, 1 << 27  # N = 2^17, r = 8, p = 1: 128 MiB, OWASP's first choice for scrypt
MOST_MEMORY = 1 << 30  # minisign's own choice; a file that asks for more is not one of minisign's
_R = 8
_SECRET = struct.Struct("<2s2s2s32sQQ104s")
_HIDDEN = struct.Struct("<8s64s32s")  # number of the key, the two halves, checksum


@dataclass(frozen=True)
class PublicKey:
    """number: eight random bytes by which a signature says whose it is."""

    number: bytes
    raw: bytes

    @property
    def name(self) -> str:
        """The number as minisign shows it."""
        return f"{int.from_bytes(self.number, 'little'):016X}"

    def ed25519(self) -> Ed25519PublicKey:
        """What checks a signature."""
        return Ed25519PublicKey.from_public_bytes(self.raw)

    def text(self) -> str:
        """The file, or with its second line alone what one says on the telephone."""
        line = base64.b64encode(ED25519 + self.number + self.raw).decode()
        return f"{UNTRUSTED}minisign public key {self.name}\n{line}\n"


@dataclass(frozen=True)
class SecretKey:
    """seed: the secret itself, 32 bytes."""

    number: bytes
    seed: bytes

    def ed25519(self) -> Ed25519PrivateKey:
        """What makes a signature."""
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def public(self) -> PublicKey:
        """The half that everybody may have."""
        return PublicKey(self.number, self.ed25519().public_key().public_bytes_raw())

    def text(self, password: str) -> str:
        """The file; without a password it is hidden by nothing but the file's permissions."""
        checksum = _checksum(self.number, self.seed + self.public().raw)
        inner = _HIDDEN.pack(self.number, self.seed + self.public().raw, checksum)
        salt, how, limits = bytes(32), UNHIDDEN, (0, 0)
        if password:
            salt, how, limits = secrets.token_bytes(32), SCRYPT, (OPERATIONS, MEMORY)
            inner = _hidden(inner, password, salt, *limits)
        packed = _SECRET.pack(ED25519, how, BLAKE2B, salt, *limits, inner)
        kind = "encrypted secret key" if password else "secret key without a password"
        return f"{UNTRUSTED}minisign {kind}\n{base64.b64encode(packed).decode()}\n"


def new_key() -> SecretKey:
    """A key of random bytes."""
    return SecretKey(secrets.token_bytes(8), secrets.token_bytes(32))


def read_public(text: str, where: str) -> PublicKey:
    """A public key from its file, or from its one line."""
    content = _decoded(text, where, "public")
    if len(content) != 42 or content[:2] != ED25519:
        raise InputError("This is no public key of minisign.", where=where, remedy="Give the file minisign.pub.")
    return PublicKey(content[2:10], content[10:])


def read_secret(text: str, password: str, where: str) -> SecretKey:
    """A secret key from its file."""
    content = _decoded(text, where, "secret")
    if len(content) != _SECRET.size:
        raise InputError("This is no secret key of minisign.", where=where, remedy="Give the file minisign.key.")
    kind, how, check, salt, operations, memory, inner = _SECRET.unpack(content)
    if kind != ED25519 or check != BLAKE2B or how not in (SCRYPT, UNHIDDEN) or memory > MOST_MEMORY:
        raise InputError("This key is of a kind that is not known here.", where=where, remedy="Make a new key.")
    if how == SCRYPT:
        inner = _hidden(inner, password, salt, operations, memory)
    number, halves, checksum = _HIDDEN.unpack(inner)
    key = SecretKey(number, halves[:32])
    # minisign 0.11 leaves the checksum empty where there is no password; there the two halves check each other.
    broken = how == SCRYPT and checksum != _checksum(number, halves)
    if broken or key.public().raw != halves[32:]:
        why = "The password is not right, or the file is broken." if how == SCRYPT else "The key's file is broken."
        raise InputError(why, where=where, remedy="Try again. Nothing was signed.")
    return key


def is_hidden(text: str, where: str) -> bool:
    """Whether a password must be asked for."""
    return _decoded(text, where, "secret")[2:4] == SCRYPT


def _checksum(number: bytes, halves: bytes) -> bytes:
    return blake2b(ED25519 + number + halves, digest_size=32).digest()


def _hidden(inner: bytes, password: str, salt: bytes, operations: int, memory: int) -> bytes:
    """Hidden, or shown again: the stream that scrypt gives, laid over it."""
    n, p = _cost(operations, memory)
    stream = Scrypt(salt=salt, length=len(inner), n=n, r=_R, p=p).derive(password.encode())
    return bytes(one ^ other for one, other in zip(inner, stream, strict=True))


def _cost(operations: int, memory: int) -> tuple[int, int]:
    """scrypt's N and p from libsodium's two limits (crypto_pwhash_scryptsalsa208sha256): r is 8 always."""
    operations = max(operations, 1 << 15)
    bound_by_memory = operations >= memory // 32
    most = memory // (_R * 128) if bound_by_memory else operations // (_R * 4)
    exponent = next(one for one in range(1, 64) if 1 << one > most // 2)
    p = min((operations // 4) >> exponent, (1 << 30) - 1) // _R if bound_by_memory else 1
    return 1 << exponent, max(p, 1)


def _decoded(text: str, where: str, half: str) -> bytes:
    lines = [line for line in text.splitlines() if line and not line.startswith(UNTRUSTED)]
    try:
        return base64.b64decode(lines[0], validate=True)
    except (IndexError, binascii.Error, ValueError) as error:
        raise InputError(f"There is no {half} key of minisign here.", where=where, remedy="Check the file.") from error
