"""Texts and participants, below /programmes/<programme>/discussions/."""

from django.urls import path

from babyhubs.workbench.discussions.texts import views

ONE = "participants/<uuid:participant_id>/"

urlpatterns = [
    path("texts/", views.texts, name="discussions-texts"),
    path("texts/upload/", views.upload, name="discussions-upload"),
    path("consent-sheet/", views.sheet, name="discussions-sheet"),
    path("consent-sheet/example/", views.sheet_example, name="discussions-sheet-example"),
    path("participants/", views.participants, name="discussions-participants"),
    path(ONE, views.participant, name="discussions-participant"),
    path(f"{ONE}consent/", views.consent, name="discussions-consent"),
    path(f"{ONE}speaker/", views.link, name="discussions-speaker"),
    path(f"{ONE}withdraw/", views.withdraw, name="discussions-withdraw"),
]
