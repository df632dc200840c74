"""The addresses of rounds."""

from django.urls import path

from xieshang.web.rounds import home

urlpatterns = [
    path("", home.home, name="home"),
    path("rounds/", home.home, name="rounds"),
]
