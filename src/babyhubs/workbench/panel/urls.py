"""The panel."""

from django.urls import path

from babyhubs.workbench.panel import views
from babyhubs.workbench.panel.account import views as account
from babyhubs.workbench.panel.drawing import views as drawing
from babyhubs.workbench.panel.life import views as life
from babyhubs.workbench.panel.meetings import views as meetings
from babyhubs.workbench.panel.seats import views as seats

PANEL = "programmes/<uuid:programme_id>/panel/"
DRAW = f"{PANEL}draws/<uuid:draw_id>/"
MEMBER = f"{PANEL}members/<uuid:member_id>/"
MEETING = f"{PANEL}meetings/<uuid:meeting_id>/"

urlpatterns = [
    path(PANEL, views.panel, name="panel"),
    path(f"{PANEL}seats/", seats.seats, name="panel-seats"),
    path(f"{PANEL}seats/propose/", seats.propose, name="panel-propose"),
    path(f"{PANEL}seats/new/", seats.add, name="panel-seat-add"),
    path(f"{PANEL}seats/number/", seats.count, name="panel-seat-count"),
    path(f"{PANEL}seats/<slug:question>/<slug:answer>/", seats.seat, name="panel-seat"),
    path(f"{PANEL}draws/", drawing.draws, name="panel-draws"),
    path(f"{PANEL}draws/new/", drawing.make_lottery, name="panel-draw-make"),
    path(f"{PANEL}draws/ways/<int:place>/", drawing.way, name="panel-way"),
    path(DRAW, drawing.draw, name="panel-draw"),
    path(f"{DRAW}publish/", drawing.publish, name="panel-draw-publish"),
    path(f"{DRAW}number/", drawing.number, name="panel-draw-number"),
    path(f"{DRAW}set-aside/", drawing.aside, name="panel-draw-aside"),
    path(f"{DRAW}check/", drawing.check, name="panel-draw-check"),
    path(f"{DRAW}numbers/", drawing.numbers, name="panel-draw-numbers"),
    path(f"{DRAW}told/", drawing.told_rest, name="panel-draw-told"),
    path(f"{DRAW}files/<str:file_name>", drawing.file, name="panel-draw-file"),
    path(f"{PANEL}reserve/", drawing.reserve, name="panel-reserve"),
    path(f"{PANEL}members/", life.members, name="panel-members"),
    path(f"{PANEL}groups/", life.groups, name="panel-groups"),
    path(MEMBER, life.member, name="panel-member"),
    path(f"{MEMBER}messages/<slug:message>/", life.message, name="panel-message"),
    path(f"{MEMBER}answer/", life.answer, name="panel-answer"),
    path(f"{MEMBER}leave/", life.leave, name="panel-leave"),
    path(f"{MEMBER}paying/", life.pay_choice, name="panel-pay-choice"),
    path(f"{MEMBER}expense/", life.expense, name="panel-expense"),
    path(f"{MEMBER}meetings/<uuid:meeting_id>/pay/", life.pay, name="panel-pay"),
    path(f"{PANEL}meetings/", meetings.meetings, name="panel-meetings"),
    path(f"{PANEL}meetings/new/", meetings.plan, name="panel-meeting-plan"),
    path(MEETING, meetings.meeting, name="panel-meeting"),
    path(f"{MEETING}came/", meetings.came, name="panel-came"),
    path(f"{PANEL}payments/", meetings.money, name="panel-payments"),
    path(f"{PANEL}payments/budget/", meetings.budget, name="panel-budget"),
    path(f"{PANEL}log/", account.log, name="panel-log"),
    path(f"{PANEL}log/new/<slug:line_kind>/", account.add, name="panel-line-add"),
    path(f"{PANEL}log/<int:number>/out/", account.out, name="panel-line-out"),
    path(f"{PANEL}account/", account.account, name="panel-account"),
    path(f"{PANEL}account/download/", account.download, name="panel-account-download"),
    path(f"{PANEL}you-said/", account.you_said, name="panel-you-said"),
]
