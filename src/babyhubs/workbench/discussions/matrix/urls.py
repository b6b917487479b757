"""The pages of the matrix, below the discussions."""

from django.urls import path

from babyhubs.workbench.discussions.matrix import views

CELL = "matrix/<str:person>/<slug:code>/"

urlpatterns = [
    path("matrix/", views.matrix, name="discussion-matrix"),
    path(CELL, views.cell, name="discussion-cell"),
    path(f"{CELL}write/", views.write, name="discussion-cell-write"),
]
