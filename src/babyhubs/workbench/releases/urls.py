"""Releases."""

from django.urls import path

from babyhubs.workbench.releases import views

RELEASES = "programmes/<uuid:programme_id>/releases/"
RELEASE = f"{RELEASES}<uuid:release_id>/"

urlpatterns = [
    path(RELEASES, views.queue, name="releases"),
    path(f"{RELEASES}new/", views.ask, name="release-ask"),
    path(RELEASE, views.release, name="release"),
    path(f"{RELEASE}decision/", views.decide, name="release-decide"),
    path(f"{RELEASE}withdraw/", views.withdraw, name="release-withdraw"),
    path(f"{RELEASE}file/", views.download, name="release-download"),
]
