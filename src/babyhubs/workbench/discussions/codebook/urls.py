"""The pages of the codebook, below the discussions."""

from django.urls import path

from babyhubs.workbench.discussions.codebook import views

urlpatterns = [
    path("codebook/", views.codebook, name="discussion-codebook"),
    path("codebook/shipped/", views.add_shipped, name="discussion-codebook-shipped"),
    path("codebook/note/", views.note, name="discussion-codebook-note"),
    path("codebook/add/", views.add, name="discussion-code-add"),
    path("codebook/<slug:code>/", views.code, name="discussion-one-code"),
    path("codebook/<slug:code>/change/", views.change, name="discussion-code-change"),
    path("codebook/<slug:code>/memo/", views.memo, name="discussion-code-memo"),
]
