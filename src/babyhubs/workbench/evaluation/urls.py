"""The evaluation's pages."""

from django.urls import path

from babyhubs.workbench.evaluation import views
from babyhubs.workbench.evaluation.changes import views as changes
from babyhubs.workbench.evaluation.protocols import views as protocols
from babyhubs.workbench.evaluation.runs import views as runs
from babyhubs.workbench.evaluation.tables import views as tables

EVALUATION = "programmes/<uuid:programme_id>/evaluation/"
PROTOCOL = f"{EVALUATION}protocols/<uuid:protocol_id>/"
RUN = f"{EVALUATION}answers/<uuid:evaluation_id>/"

urlpatterns = [
    path(EVALUATION, views.overview, name="evaluation"),
    path(f"{EVALUATION}changes/", changes.changes, name="evaluation-changes"),
    path(f"{EVALUATION}events/new/", changes.add, name="evaluation-event-add"),
    path(f"{EVALUATION}events/<uuid:event_id>/withdraw/", changes.withdraw, name="evaluation-event-withdraw"),
    path(f"{EVALUATION}protocols/write/", protocols.write, name="evaluation-protocol-write"),
    path(PROTOCOL, protocols.protocol, name="evaluation-protocol"),
    path(f"{PROTOCOL}sign/", protocols.sign, name="evaluation-protocol-sign"),
    path(f"{PROTOCOL}file/", protocols.write_file, name="evaluation-protocol-file"),
    path(f"{EVALUATION}tables/new/<slug:table_kind>/", tables.bring, name="evaluation-table-bring"),
    path(f"{EVALUATION}tables/count/", tables.count, name="evaluation-table-count"),
    path(f"{EVALUATION}tables/<uuid:table_id>/", tables.table, name="evaluation-table"),
    path(f"{EVALUATION}ask/gap/", runs.ask_gap, name="evaluation-ask-gap"),
    path(f"{EVALUATION}ask/power/", runs.ask_power, name="evaluation-ask-power"),
    path(f"{EVALUATION}ask/site/", runs.ask_site, name="evaluation-ask-site"),
    path(RUN, runs.run, name="evaluation-run"),
    path(f"{RUN}hubs/", runs.hubs, name="evaluation-hubs"),
    path(f"{RUN}release/", runs.ask_release, name="evaluation-release"),
]
