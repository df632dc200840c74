"""The addresses of organisations, persons and mandates."""

from django.urls import path

from xieshang.web.accounts import organisations, passwords, persons

urlpatterns = [
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/<int:organisation>/", organisations.organisation_page, name="organisation"),
    path("persons/", persons.person_list, name="persons"),
    path("persons/<int:person>/", persons.person_page, name="person"),
    path("persons/<int:person>/password/", persons.password_new, name="password-new"),
    path("persons/<int:person>/switch/", persons.person_switch, name="person-switch"),
    path("persons/<int:person>/mandates/", persons.mandate_new, name="mandate-new"),
    path("persons/<int:person>/mandates/<int:mandate>/end/", persons.mandate_end, name="mandate-end"),
    path("own-password/", passwords.own_password, name="own-password"),
]
