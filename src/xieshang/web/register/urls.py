"""The addresses that everybody may open: the register of contracts, and the question of the minimum wage."""

from django.urls import path

from xieshang.web.register import lookup, public

urlpatterns = [
    path("register/", public.register, name="register"),
    path("register/<str:published>/", public.published_contract, name="published-contract"),
    path("register/<str:published>/contract.pdf", public.document("pdf"), name="published-contract-pdf"),
    path("register/<str:published>/contract.docx", public.document("docx"), name="published-contract-docx"),
    path("register/<str:published>/contract.json", public.document("json"), name="published-contract-json"),
    path("register/<str:published>/contract.csv", public.document("csv"), name="published-contract-csv"),
    path("register/<str:published>/qr.svg", public.qr_code, name="published-contract-qr"),
    path("lookup/", lookup.lookup, name="lookup"),
    path("lookup/answer", lookup.answer, name="lookup-answer"),
]
