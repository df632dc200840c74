"""Who is there: organisations, persons and mandates are registered, passwords set.  Nothing is deleted: mandates end."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db.models import Q

from xieshang.core.refusals import Refusal, Refused
from xieshang.law import code_book
from xieshang.law.enterprises import check_enterprise
from xieshang.web.accounts.models import Mandate, Organisation, Person

__all__ = ["end_mandate", "give_mandate", "register_administrator", "register_organisation", "register_person", "set_password"]

_PASSWORD_CODES = {
    "password_too_short": "password.too_short",
    "password_too_common": "password.too_common",
    "password_too_similar": "password.too_similar",
}
"""What the validators of the settings say, as the codes of ours."""
_LONGEST = {"organisation": 120, "code": 60, "name": 60, "username": 60, "post": 60}


def _missing(**texts: str) -> list[Refusal]:
    return [Refusal("field.missing", column=name, value_kind="empty") for name, text in texts.items() if not text]


def _too_long(**texts: str) -> list[Refusal]:
    long = [(column, _LONGEST[column]) for column, text in texts.items() if len(text) > _LONGEST[column]]
    return [Refusal("field.too_long", {"at_most": at_most}, column=column, value_kind="text") for column, at_most in long]


def register_organisation(kind: str, name: str, code: str, place: str, body: str = "") -> Organisation:
    """Register an organisation; an enterprise is known by its code, others need none; ``body`` says more exactly what it is.

    Refuses: ``field.missing``, ``field.too_long``, ``field.not_a_choice``, ``place.unknown``, ``enterprise.check_digit``,
    ``organisation.name_taken``, ``organisation.code_taken``.
    """
    refusals = _missing(name=name, place=place) + _too_long(organisation=name, code=code)
    if kind not in Organisation.Kind:
        refusals.append(Refusal("field.not_a_choice", {"accepts": tuple(Organisation.Kind.values)}, column="kind"))
    if body and body not in Organisation.BODIES.get(kind, ()):
        refusals.append(Refusal("field.not_a_choice", {"accepts": Organisation.BODIES.get(kind, ())}, column="body"))
    if kind == Organisation.Kind.ENTERPRISE:
        refusals += _missing(code=code)
    for check, text, column in ((code_book().place, place, "place"), (check_enterprise, code, "code")):
        try:
            check(text) if text else None
        except Refused as refused:
            refusals += (refusal.at(column=column) for refusal in refused.refusals)
    if Organisation.objects.filter(name=name).exists():
        refusals.append(Refusal("organisation.name_taken", column="name"))
    if code and Organisation.objects.filter(code=code).exists():
        refusals.append(Refusal("organisation.code_taken", column="code"))
    Refused.unless_empty(refusals)
    return Organisation.objects.create(kind=kind, body=body, name=name, code=code or None, place=place)


def _why_not_password(person: Person, password: str) -> list[Refusal]:
    try:
        validate_password(password, person)
    except ValidationError as error:
        found = (_PASSWORD_CODES[each.code] for each in error.error_list if each.code in _PASSWORD_CODES)
        return [Refusal(code, column="password") for code in found]
    return []


def register_person(username: str, name: str, password: str, *, is_administrator: bool = False) -> Person:
    """Register somebody who can sign in.

    Refuses: ``field.missing``, ``person.username_shape``, ``person.username_taken``, and those of ``set_password``.
    """
    person = Person(username=username, name=name, is_staff=is_administrator)
    refusals = _missing(username=username, name=name, password=password) + _too_long(username=username, name=name)
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError:
        refusals += [Refusal("person.username_shape", column="username", value_kind="text")] if username else []
    if Person.objects.filter(username__iexact=username).exists():
        refusals.append(Refusal("person.username_taken", column="username"))
    Refused.unless_empty([*refusals, *(_why_not_password(person, password) if password else ())])
    person.set_password(password)
    person.save()
    return person


def register_administrator(username: str, password: str) -> Person:
    """Register an administrator; one who is there already is given the password.  Refuses: as ``register_person``."""
    known = Person.objects.filter(username=username, is_staff=True).first()
    if known is None:
        return register_person(username, username, password, is_administrator=True)
    set_password(known, password)
    return known


def set_password(person: Person, password: str) -> None:
    """Set a password.  Refuses: ``field.missing``, ``password.too_short``, ``password.too_common``, ``password.too_similar``."""
    Refused.unless_empty(_missing(password=password) or _why_not_password(person, password))
    person.set_password(password)
    person.save(update_fields=["password"])


def give_mandate(
    person: Person, organisation: Organisation, post: str, from_on: date | None, to_on: date | None, given_by: Person
) -> Mandate:
    """Let a person act for an organisation from a day on.

    Refuses: ``mandate.for_administrator``, ``field.missing``, ``mandate.backwards``, ``mandate.already``.
    """
    if person.is_staff:
        raise Refused(Refusal("mandate.for_administrator"))
    Refused.unless_empty(_too_long(post=post))
    if from_on is None:
        raise Refused(Refusal("field.missing", column="from_on", value_kind="empty"))
    if to_on and to_on < from_on:
        raise Refused(Refusal("mandate.backwards", column="to_on"))
    still = Q(to_on__isnull=True) | Q(to_on__gte=from_on)
    begun = Q(from_on__lte=to_on) if to_on else Q()
    if Mandate.objects.filter(still & begun, person=person, organisation=organisation).exists():
        raise Refused(Refusal("mandate.already", column="organisation"))
    return Mandate.objects.create(
        person=person, organisation=organisation, post=post, from_on=from_on, to_on=to_on, given_by=given_by
    )


def end_mandate(mandate: Mandate, on: date | None) -> None:
    """Let a mandate end on a day, which is its last.  Refuses: ``field.missing``, ``mandate.backwards``."""
    if on is None:
        raise Refused(Refusal("field.missing", column="to_on", value_kind="empty"))
    if on < mandate.from_on:
        raise Refused(Refusal("mandate.backwards", column="to_on"))
    mandate.to_on = on
    mandate.save(update_fields=["to_on"])
