"""The demonstration's own pages."""

from django.urls import path

from babyhubs.workbench.demonstration import views

urlpatterns = [
    path("demonstration/people/", views.people, name="demonstration-people"),
    path("demonstration/people/<uuid:user_id>/", views.look_as, name="demonstration-look-as"),
]
