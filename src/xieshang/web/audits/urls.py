"""The addresses of audits."""

from django.urls import path

from xieshang.web.audits import views

urlpatterns = [
    path("audits/", views.audits, name="audits"),
    path("audits/<int:audit>/", views.audit, name="audit"),
    path("audits/<int:audit>/progress/", views.progress, name="audit-progress"),
    path("audits/<int:audit>/findings/<str:finding>/", views.audit, name="audit-finding"),
    path("audits/<int:audit>/findings.csv", views.export, {"ending": ".csv"}, name="audit-csv"),
    path("audits/<int:audit>/findings.xlsx", views.export, {"ending": ".xlsx"}, name="audit-xlsx"),
]
