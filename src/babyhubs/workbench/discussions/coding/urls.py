"""The pages of coding, below the discussions."""

from django.urls import path

from babyhubs.workbench.discussions.coding import views

TEXT = "coding/<slug:text>/"

urlpatterns = [
    path("coding/", views.texts, name="discussion-coding"),
    path(TEXT, views.text, name="discussion-text"),
    path(f"{TEXT}code/", views.code, name="discussion-code"),
    path(f"{TEXT}take-back/", views.take_back, name="discussion-take-back"),
    path(f"{TEXT}undo/", views.undo, name="discussion-undo"),
    path(f"{TEXT}step/", views.step, name="discussion-coding-step"),
    path(f"{TEXT}memo/", views.memo, name="discussion-text-memo"),
    path("passages/<slug:passage>/similar/", views.similar, name="discussion-similar"),
]
