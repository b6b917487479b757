"""What one workbench is told at its start. Everything else follows from it, and nothing is read from elsewhere."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from babyhubs.errors import InputError

PORT = 8420
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a workbench.

    folder: the private data folder: databases, keys, uploads, backups.
    address, port: where the server listens.
    database_url, people_database_url: two PostgreSQL databases; empty: SQLite files in the folder.
    public_name: the host name under which others reach it, over HTTPS only; empty: this machine alone.
    certificate, certificate_key: files for HTTPS, where the server itself speaks it.
    behind_proxy: HTTPS ends at a proxy in front, which sets X-Forwarded-Proto and X-Forwarded-For.
    """

    folder: Path
    address: str = LOOPBACK
    port: int = PORT
    database_url: str = ""
    people_database_url: str = ""
    public_name: str = ""
    certificate: Path | None = None
    certificate_key: Path | None = None
    behind_proxy: bool = False

    @property
    def local(self) -> bool:
        """Whether the workbench serves the person at this machine alone."""
        return not self.public_name

    @property
    def home(self) -> str:
        """The address of its first page. A passkey needs a name, so it is localhost and not 127.0.0.1."""
        return f"http://localhost:{self.port}/" if self.local else f"https://{self.public_name}/"

    def check(self) -> None:
        """Refuses options that would serve records unprotected."""
        self._check_databases()
        if not 0 < self.port < 65536:
            raise InputError(f"{self.port} is not a port.", where="--port", remedy="Choose one from 1024 to 65535.")
        if (self.certificate is None) != (self.certificate_key is None):
            raise InputError(
                "A certificate and its key go together.",
                where="--certificate, --certificate-key",
                remedy="Give both, or neither.",
            )
        if self.public_name and not (self.certificate or self.behind_proxy):
            raise InputError(
                "Others may reach the workbench over HTTPS only, and nothing says how HTTPS is made.",
                where="--public-name",
                remedy="Give --certificate and --certificate-key, or --behind-proxy if a proxy in front does it.",
            )
        if self.local and not _is_loopback(self.address):
            raise InputError(
                f"On {self.address} everyone on the network could reach the workbench, and read along.",
                where="--address",
                remedy="Leave --address out to use it on this machine, or set up HTTPS: --public-name with a certificate.",
            )
        if self.local and (self.certificate or self.behind_proxy):
            raise InputError(
                "HTTPS is set up, but not the name under which the workbench is reached.",
                where="--public-name",
                remedy="Give --public-name, as babyhubs.example.nhs.uk.",
            )

    def _check_databases(self) -> None:
        urls = [url for url in (self.database_url, self.people_database_url) if url]
        if len(urls) == 1:
            raise InputError(
                "Contact details are kept in a database of their own, so PostgreSQL needs two databases.",
                where="BABYHUBS_DATABASE_URL, BABYHUBS_PEOPLE_DATABASE_URL",
                remedy="Give both, or neither.",
            )
        if len(urls) == 2 and urls[0] == urls[1]:
            raise InputError(
                "Both addresses name the same database. Contact details must be kept apart from everything else.",
                where="BABYHUBS_DATABASE_URL, BABYHUBS_PEOPLE_DATABASE_URL",
                remedy="Make a second database, with a user of its own, and give its address.",
            )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
