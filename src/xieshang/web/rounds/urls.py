"""The addresses of rounds."""

from django.urls import path

from xieshang.web.rounds import act_page, home, ledger_page, opening, people, round_list, round_page

urlpatterns = [
    path("", home.home, name="home"),
    path("rounds/", round_list.round_list, name="rounds"),
    path("rounds/new/", opening.open_page, name="round-new"),
    path("rounds/<str:number>/", round_page.round_page, name="round"),
    path("rounds/<str:number>/acts/<str:kind>/", act_page.act_page, name="act"),
    path("rounds/<str:number>/people/", people.people_page, name="people"),
    path("rounds/<str:number>/ledger/", ledger_page.ledger_page, name="ledger"),
    path("rounds/<str:number>/ledger/export/", ledger_page.ledger_export, name="ledger-export"),
]
