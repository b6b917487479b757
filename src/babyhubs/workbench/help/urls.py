"""Addresses of the help."""

from django.urls import path

from babyhubs.workbench.help import views

urlpatterns = [
    path("help/", views.shelf, name="help"),
    path("help/search/", views.search, name="help-search"),
    path("help/pictures/<path:help_picture>", views.picture, name="help-picture"),
    path("help/<path:help_key>/", views.document, name="help-document"),
]
