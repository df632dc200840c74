"""The addresses of accounts."""

from django.urls import path

from xieshang.web.rounds.firm_accounts import views

urlpatterns = [
    path("firm-accounts/", views.accounts, name="firm-accounts"),
    path("firm-accounts/headroom/", views.accounts_headroom, name="firm-accounts-headroom"),
    path("firm-accounts/removal/", views.accounts_removal, name="firm-accounts-removal"),
]
