"""Programmes."""

from django.urls import path

from babyhubs.workbench.programme import views

urlpatterns = [
    path("", views.home, name="home"),
    path("programmes/new/", views.create, name="programme-create"),
    path("programmes/<uuid:programme_id>/", views.overview, name="programme"),
    path("programmes/<uuid:programme_id>/description/", views.describe, name="programme-describe"),
    path("programmes/<uuid:programme_id>/classes/<slug:strand>/", views.classify, name="strand-class"),
    path("programmes/<uuid:programme_id>/uses/", views.uses, name="uses"),
    path("programmes/<uuid:programme_id>/uses/new/", views.decide_use, name="use-decide"),
    path("programmes/<uuid:programme_id>/uses/<uuid:decision_id>/withdraw/", views.withdraw_use, name="use-withdraw"),
    path("programmes/<uuid:programme_id>/people/", views.members, name="members"),
    path("programmes/<uuid:programme_id>/people/<uuid:membership_id>/remove/", views.remove_role, name="role-remove"),
]
