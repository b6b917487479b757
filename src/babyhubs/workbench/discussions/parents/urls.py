"""The page for parents, and the links to it."""

from django.urls import path

from babyhubs.workbench.discussions.parents import staff_views, views

STAFF = "programmes/<uuid:programme_id>/discussions/invitations/"

urlpatterns = [
    path(STAFF, staff_views.invitations, name="discussions-invitations"),
    path(f"{STAFF}new/", staff_views.invite, name="discussions-invite"),
    path(f"{STAFF}<uuid:invitation_id>/", staff_views.invitation, name="discussions-invitation"),
    path(f"{STAFF}<uuid:invitation_id>/end/", staff_views.end, name="discussions-invitation-end"),
    path("tell/<slug:token>/", views.first, name="tell"),
    path("tell/<slug:token>/<slug:language>/", views.tell, name="tell-in"),
    path("told/<slug:language>/take-back/", views.take_back, name="tell-take-back"),
]
