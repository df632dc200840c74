"""The addresses of a round's contract."""

from django.urls import path

from xieshang.web.contracts import views

urlpatterns = [
    path("rounds/<str:number>/contract/", views.contract, name="contract"),
    path("rounds/<str:number>/contract.pdf", views.document("pdf"), name="contract-pdf"),
    path("rounds/<str:number>/contract.docx", views.document("docx"), name="contract-docx"),
    path("rounds/<str:number>/contract.json", views.document("json"), name="contract-json"),
]
