"""The audits' app."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """Uploads and audits."""

    name = "babyhubs.workbench.audits"
    label = "audits"

    def ready(self) -> None:
        """The programme asks this app where the audit stands, and the steps that rest on it what it found."""
        from babyhubs.workbench.audits import clean_records  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.audits.sources import sources  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.audits.standing import standing  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.clean_records import Source  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.clean_records import gives as gives_records  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.sources import gives  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.steps import says  # noqa: PLC0415 - models exist only now

        says("audit", standing)
        gives("audit", sources)
        gives_records(Source(clean_records.there, clean_records.load))
