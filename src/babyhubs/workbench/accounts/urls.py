"""Looking after accounts."""

from django.urls import path

from babyhubs.workbench.accounts import views

urlpatterns = [
    path("account/stay/", views.stay, name="stay-signed-in"),
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/invite/", views.invite, name="invite"),
    path("accounts/<uuid:user_id>/", views.account, name="account"),
    path("accounts/<uuid:user_id>/link/", views.new_link, name="account-link"),
    path("accounts/<uuid:user_id>/disable/", views.disable, name="account-disable"),
    path("accounts/<uuid:user_id>/enable/", views.enable, name="account-enable"),
]
