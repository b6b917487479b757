"""The pages for parents, and where a programme's people decide on them."""

from django.urls import path

from babyhubs.workbench.public import choice_views, find_views, join_views, staff_views

STAFF = "programmes/<uuid:programme_id>/public/"
PARENTS = "for-parents/"
PLACE = f"{PARENTS}<slug:site>/"
READ = f"{PLACE}<slug:language>/"
HUB = f"{READ}hubs/<slug:hub>/"
JOIN = f"{READ}get-involved/"
CHOICES = f"{READ}my-choices/"

urlpatterns = [
    path(STAFF, staff_views.pages, name="public-pages"),
    path(f"{STAFF}description/", staff_views.describe, name="public-describe"),
    path(f"{STAFF}hubs/", staff_views.hubs, name="public-hubs"),
    path(f"{STAFF}sign-up/", staff_views.sign_up, name="public-sign-up"),
    path(f"{STAFF}languages/", staff_views.languages, name="public-languages"),
    path(PARENTS, find_views.areas, name="parents"),
    path(PLACE, find_views.first_page, name="parents-place"),
    path(READ, find_views.find, name="parents-find"),
    path(f"{READ}privacy/", find_views.privacy, name="parents-privacy"),
    path(HUB, find_views.hub, name="parents-hub"),
    path(f"{HUB}poster/", find_views.poster, name="parents-poster"),
    path(JOIN, join_views.start, name="parents-join"),
    path(f"{JOIN}paper/", join_views.paper, name="parents-paper"),
    path(f"{JOIN}check/", join_views.check, name="parents-join-check"),
    path(f"{JOIN}thank-you/", join_views.done, name="parents-join-done"),
    path(f"{JOIN}forget/", join_views.forget, name="parents-join-forget"),
    path(f"{JOIN}questions/<slug:step>/", join_views.step, name="parents-join-step"),
    path(CHOICES, choice_views.code, name="parents-choices"),
    path(f"{CHOICES}mine/", choice_views.mine, name="parents-mine"),
    path(f"{CHOICES}mine/close/", choice_views.close, name="parents-close"),
    path(f"{CHOICES}mine/leave/", choice_views.leave, name="parents-leave"),
    path(f"{CHOICES}mine/<slug:step>/", choice_views.step, name="parents-mine-step"),
    path(f"{CHOICES}links/<slug:secret>/", choice_views.link, name="parents-choices-link"),
]
