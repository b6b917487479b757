"""The talk in the room, below /programmes/<programme>/discussions/."""

from django.urls import path

from babyhubs.workbench.discussions.room import views

urlpatterns = [path("room/", views.room, name="discussions-room")]
