"""The addresses of the desk."""

from django.urls import path

from xieshang.web.desk import serving, views

_DESK = "rounds/<str:number>/desk/"

urlpatterns = [
    path(_DESK, views.desk, name="desk"),
    path(f"{_DESK}cost/", views.cost, name="desk-cost"),
    path(f"{_DESK}draft/", views.draft, name="desk-draft"),
    path(f"{_DESK}lines/", views.lines, name="desk-lines"),
    path(f"{_DESK}raise/", views.raise_block, name="desk-raise"),
    path(f"{_DESK}serve/", serving.serve, name="desk-serve"),
    path(f"{_DESK}release/", views.release, name="desk-release"),
    path(f"{_DESK}trades/", views.trades, name="desk-trades"),
]
