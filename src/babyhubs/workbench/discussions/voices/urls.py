"""Voice notes, below /programmes/<programme>/discussions/voice-notes/."""

from django.urls import path

from babyhubs.workbench.discussions.voices import views

ONE = "voice-notes/<uuid:voice_id>/"

urlpatterns = [
    path("voice-notes/", views.voices, name="discussions-voices"),
    path("voice-notes/switch/", views.switch, name="discussions-voices-switch"),
    path(ONE, views.voice, name="discussions-voice"),
    path(f"{ONE}sound/", views.sound, name="discussions-voice-sound"),
    path(f"{ONE}draft/", views.draft, name="discussions-voice-draft"),
    path(f"{ONE}delete/", views.delete, name="discussions-voice-delete"),
]
