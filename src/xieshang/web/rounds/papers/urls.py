"""The addresses of papers."""

from django.urls import path

from xieshang.web.rounds.papers import views

urlpatterns = [
    path("rounds/<str:number>/papers/", views.papers_page, name="papers"),
    path("rounds/<str:number>/papers/issued/<int:issued>/<str:form>/", views.paper_issued, name="paper-issued"),
    path("rounds/<str:number>/papers/<str:paper>/<int:occasion>/", views.paper_page, name="paper"),
    path("rounds/<str:number>/papers/<str:paper>/<int:occasion>/draft/<str:form>/", views.paper_draft, name="paper-draft"),
]
