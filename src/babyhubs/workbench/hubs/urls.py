"""Hubs."""

from django.urls import path

from babyhubs.workbench.hubs import views

HUBS = "programmes/<uuid:programme_id>/hubs/"
HUB = f"{HUBS}<uuid:hub_id>/"

urlpatterns = [
    path(HUBS, views.directory, name="hubs"),
    path(f"{HUBS}new/", views.add, name="hub-add"),
    path(f"{HUBS}file/", views.read_file, name="hubs-file"),
    path(f"{HUBS}file/download/", views.write_file, name="hubs-download"),
    path(f"{HUBS}log/download/", views.write_log, name="hubs-log-download"),
    path(HUB, views.hub, name="hub"),
    path(f"{HUB}description/", views.edit, name="hub-edit"),
    path(f"{HUB}hours/", views.hours, name="hub-hours"),
    path(f"{HUB}log/<slug:kind>/", views.change, name="hub-change"),
    path(f"{HUB}log/entries/<uuid:change_id>/correct/", views.correct, name="hub-change-correct"),
]
