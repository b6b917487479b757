"""`babyhubs serve`: the workbench, on this machine, with a one-time sign-in link."""

import webbrowser
from pathlib import Path

import typer

from babyhubs.commands.terminal import out

EXAMPLE = "Example: babyhubs serve"


def command(
    data: Path | None = typer.Option(None, "--data", help="The data folder. Default: one in your own user's data."),
    port: int | None = typer.Option(None, "--port", help="The port. Default: 8420, or the next one that is free."),
    open_page: bool = typer.Option(False, "--open", help="Open the sign-in link in your browser."),
    address: str = typer.Option("127.0.0.1", "--address", help="The address to listen on."),
    public_name: str = typer.Option("", "--public-name", help="The host name under which others reach it, by HTTPS."),
    certificate: Path | None = typer.Option(None, "--certificate", help="The certificate, where HTTPS is made here."),
    certificate_key: Path | None = typer.Option(None, "--certificate-key", help="The key of the certificate."),
    behind_proxy: bool = typer.Option(False, "--behind-proxy", help="A proxy in front makes HTTPS."),
    database_url: str = typer.Option("", envvar="BABYHUBS_DATABASE_URL", help="PostgreSQL instead of SQLite."),
    people_database_url: str = typer.Option(
        "", envvar="BABYHUBS_PEOPLE_DATABASE_URL", help="A second PostgreSQL database, for contact details."
    ),
    backed_up: bool = typer.Option(False, "--backed-up", help="You have backed up PostgreSQL: change its tables."),
) -> None:
    """The workbench, on this machine, with a one-time sign-in link.

    Makes a private data folder, brings its databases up to this version (with a copy from before), and serves until you
    stop it with Ctrl and C. Without other options nobody but you can reach it.
    """
    # Imported here, so that the other commands do not wait for Django.
    from babyhubs.workbench.options import Options
    from babyhubs.workbench.service.folder import default_folder
    from babyhubs.workbench.service.port import choose
    from babyhubs.workbench.service.serve import serve

    options = Options(
        folder=(data or default_folder()).expanduser().absolute(),
        address=address,
        port=choose(address, port),
        database_url=database_url,
        people_database_url=people_database_url,
        public_name=public_name,
        certificate=certificate,
        certificate_key=certificate_key,
        behind_proxy=behind_proxy,
    )
    serve(
        options,
        lambda text: out.print(text, markup=False),
        copied=backed_up,
        open_page=webbrowser.open if open_page else None,
    )
