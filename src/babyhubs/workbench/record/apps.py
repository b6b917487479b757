"""The record's app."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The record."""

    name = "babyhubs.workbench.record"
    label = "record"
