"""The app of the pages for parents."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """What is public, and in which languages. Nothing about anybody is kept here: that goes into the register."""

    name = "babyhubs.workbench.public"
    label = "public"
