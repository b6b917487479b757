"""The evidence."""

from django.urls import path

from babyhubs.workbench.evidence import document_views, pack_views, views

BASE = "programmes/<uuid:programme_id>/evidence/"
CLAIM = f"{BASE}claims/<slug:claim>/"
DOCUMENT = f"{BASE}documents/<uuid:document_id>/"

urlpatterns = [
    path(BASE, views.overview, name="evidence"),
    path(f"{BASE}sources/", views.sources, name="evidence-sources"),
    path(f"{BASE}check/", views.check, name="evidence-check"),
    path(f"{BASE}claims/", views.register, name="evidence-claims"),
    path(f"{BASE}new-claim/", views.add, name="evidence-claim-add"),
    path(CLAIM, views.claim, name="evidence-claim"),
    path(f"{CLAIM}edit/", views.edit, name="evidence-claim-edit"),
    path(f"{CLAIM}remove/", views.remove, name="evidence-claim-remove"),
    path(f"{CLAIM}sources/add/", views.add_source, name="evidence-source-add"),
    path(f"{CLAIM}sources/remove/", views.remove_source, name="evidence-source-remove"),
    path(f"{BASE}pack/", pack_views.pack, name="evidence-pack"),
    path(f"{BASE}documents/new/", document_views.add, name="evidence-document-add"),
    path(DOCUMENT, document_views.document, name="evidence-document"),
    path(f"{DOCUMENT}sections/<slug:section>/", document_views.section, name="evidence-section"),
    path(f"{DOCUMENT}read/", document_views.read, name="evidence-read"),
    path(f"{DOCUMENT}release/", document_views.release, name="evidence-release"),
]
