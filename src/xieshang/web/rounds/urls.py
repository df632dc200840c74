"""The addresses of rounds."""

from django.urls import path

from xieshang.web.rounds import act_page, erase_page, home, ledger_page, opening, people, people_forms, round_list, round_page

urlpatterns = [
    path("", home.home, name="home"),
    path("rounds/", round_list.round_list, name="rounds"),
    path("rounds/new/", opening.open_page, name="round-new"),
    path("rounds/<str:number>/", round_page.round_page, name="round"),
    path("rounds/<str:number>/acts/<str:kind>/", act_page.act_page, name="act"),
    path("rounds/<str:number>/people/", people.people_page, name="people"),
    path("rounds/<str:number>/people/parties/", people_forms.enter, name="people-enter"),
    path("rounds/<str:number>/people/instructors/", people_forms.instruct, name="people-instruct"),
    path("rounds/<str:number>/people/instructors/end/", people_forms.uninstruct, name="people-uninstruct"),
    path("rounds/<str:number>/people/congress/", people_forms.allot_delegates, name="people-allot"),
    path("rounds/<str:number>/ledger/", ledger_page.ledger_page, name="ledger"),
    path("rounds/<str:number>/ledger/export/", ledger_page.ledger_export, name="ledger-export"),
    path("rounds/<str:number>/ledger/sealed/", ledger_page.ledger_sealed, name="ledger-sealed"),
    path("rounds/<str:number>/ledger/verifier/", ledger_page.ledger_verifier, name="ledger-verifier"),
    path("rounds/<str:number>/ledger/texts/<int:text>/", erase_page.erase_page, name="ledger-erase"),
]
