"""Reading the record."""

from django.urls import path

from babyhubs.workbench.record import views

urlpatterns = [
    path("record/", views.whole, name="record"),
    path("record/check/", views.check, name="record-check"),
    path("programmes/<uuid:programme_id>/record/", views.of_programme, name="programme-record"),
]
