"""Addresses of the case pages."""

from django.urls import path

from poruka.web.casework import (
    alarms,
    batch,
    calendar,
    case,
    caselist,
    check,
    manifest,
    mine,
    opening,
    papers,
    procedure,
    record,
    tasks,
)

urlpatterns = [
    path("tasks/", tasks.show, name="tasks"),
    path("tasks/batch/<slug:type_id>/", batch.show, name="batch"),
    path("tasks/batch/<slug:type_id>/made/", batch.made, name="batch-made"),
    path("cases/", caselist.show, name="cases"),
    path("cases/open/<path:person_id>/", opening.show, name="open-case"),
    path("cases/<slug:number>/", case.show, name="case"),
    path("cases/<slug:number>/procedure/", procedure.of_case, name="case-procedure"),
    path("cases/<slug:number>/records/<slug:type_id>/", record.show, name="record-form"),
    path("cases/<slug:number>/papers/<slug:code>/<slug:paper_id>.pdf", papers.show, name="paper"),
    path("alarms/", alarms.show, name="alarms"),
    path("calendar/", calendar.show, name="calendar"),
    path("manifest/", manifest.show, name="manifest"),
    path("my-case/", mine.show, name="my-case"),
    path("my-case/withdraw/", mine.withdraw, name="withdraw"),
    path("check/", check.show, name="check"),
    path("check/<str:code>", check.show, name="check-code"),
    path("procedure/", procedure.show, name="procedure"),
]
