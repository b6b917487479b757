"""The register."""

from django.urls import path

from babyhubs.workbench.people import views

REGISTER = "programmes/<uuid:programme_id>/parents/"
PERSON = f"{REGISTER}<uuid:person_id>/"

urlpatterns = [
    path(REGISTER, views.register, name="register"),
    path(f"{REGISTER}new/", views.add, name="register-add"),
    path(PERSON, views.person, name="register-person"),
    path(f"{PERSON}contact/", views.contact, name="register-contact"),
    path(f"{PERSON}contact/change/", views.edit_contact, name="register-contact-change"),
    path(f"{PERSON}answers/", views.answers, name="register-answers"),
    path(f"{PERSON}consent/<slug:purpose>/", views.consent, name="register-consent"),
    path(f"{PERSON}speak-first/", views.speak_first, name="register-speak-first"),
    path(f"{PERSON}code/", views.code, name="register-code"),
    path(f"{PERSON}due/", views.promise, name="register-promise"),
    path(f"{PERSON}due/<uuid:promise_id>/kept/", views.promise_kept, name="register-promise-kept"),
    path(f"{PERSON}erase/", views.erase, name="register-erase"),
]
