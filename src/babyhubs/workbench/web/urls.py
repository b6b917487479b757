"""Pages that belong to no app."""

from django.urls import path

from babyhubs.workbench.web import views

urlpatterns = [path("about/", views.about, name="about")]
