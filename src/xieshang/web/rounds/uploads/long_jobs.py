"""A piece of work that outlasts a request: its state and progress in the database, done by the job worker, safe to begin again.

Whoever works on a job holds its lock file; the system lets go of it when the process dies, however it dies.  A job that is
under way and whose lock is free was left behind, and is taken up again from the start.
"""

import fcntl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager, scope
from django_tasks.base import Task

from xieshang.core.refusals import Refusal, Refused, Warned
from xieshang.web.accounts.models import Organisation

__all__ = ["LongJob", "Stopped", "Ticker", "kept_refusal", "kept_warning", "resume", "work"]

_MOST_ATTEMPTS = 3
_SECONDS_BETWEEN = 1.0
_TRIES, _SECONDS_BETWEEN_TRIES = 10, 0.1
_LOCKS = "locks"


class Stopped(Exception):
    """The job was taken away while it was worked on."""


class LongJob(models.Model):
    """A job of one owner.  ``total`` is 0 while nothing can be counted; ``form_key`` makes a form that is sent twice one job.

    Units: ``done`` and ``total`` in what the phase counts, ``elapsed_seconds`` since the phase began.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("排队")
        RUNNING = "running", _("处理中")
        MATCHING = "matching", _("待对列名")
        STORED = "stored", _("已存")
        REFUSED = "refused", _("没收下")

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    phase = models.CharField(max_length=20, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    elapsed_seconds = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    refusals = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    created_at = models.DateTimeField()
    form_key = models.CharField(max_length=40)

    objects: ClassVar[models.Manager[Any]] = ScopedManager(owner="owner")

    class Meta:
        """The latest first; an owner sends each form once."""

        abstract = True
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=["owner", "form_key"], name="%(class)s_one_form"),)

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has it or will take it."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def seconds_left(self) -> int | None:
        """How long the phase will still take, as fast as it went so far.  Nulls: nothing was counted yet."""
        return round(self.elapsed_seconds * (self.total - self.done) / self.done) if self.done and self.total else None

    @property
    def refused(self) -> list[Refusal]:
        """What was refused."""
        return [Refusal(**entry | {"facts": _facts(entry["facts"])}) for entry in self.refusals]

    @property
    def warned(self) -> list[Warned]:
        """What is told beside the result."""
        return [Warned(entry["code"], _facts(entry["facts"])) for entry in self.warnings]


Job = TypeVar("Job", bound=LongJob)


def _facts(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}


def kept_refusal(refusal: Refusal) -> dict[str, Any]:
    """Write a refusal as it is kept: its code, its place, its facts."""
    place = {"row": refusal.row, "column": refusal.column, "value_kind": refusal.value_kind}
    return {"code": refusal.code, "facts": dict(refusal.facts), **place}


def kept_warning(warned: Warned) -> dict[str, Any]:
    """Write a warning as it is kept."""
    return {"code": warned.code, "facts": dict(warned.facts)}


class Ticker:
    """Stores how far a job is, at most once a second; raises ``Stopped`` when the job is no longer there."""

    def __init__(self, job: LongJob):
        self._own = type(job).objects.filter(pk=job.pk, state=LongJob.State.RUNNING)
        self._phase, self._began_at, self._stored_at = "", 0.0, 0.0

    def begin(self, phase: str) -> None:
        """Begin a phase."""
        self._phase, self._began_at = phase, time.monotonic()
        self._store(0, 0)

    def __call__(self, done: int, total: int) -> None:
        """Tell how much of the phase is done."""
        if time.monotonic() - self._stored_at >= _SECONDS_BETWEEN:
            self._store(done, total)

    def _store(self, done: int, total: int) -> None:
        self._stored_at = time.monotonic()
        elapsed = round(self._stored_at - self._began_at)
        if not self._own.update(phase=self._phase, done=done, total=total, elapsed_seconds=elapsed):
            raise Stopped

    def finish(self, state: str, **columns: Any) -> None:
        """Set the job to what it came to, with its columns."""
        if not self._own.update(state=state, phase="", **columns):
            raise Stopped


def _lock_path(kind: type[LongJob], pk: int) -> Path:
    folder: Path = settings.DATA / _LOCKS
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"{kind._meta.model_name}-{pk}"


@contextmanager
def _held(kind: type[LongJob], pk: int, tries: int = 1) -> Iterator[bool]:
    """Hold the lock of a job; say whether it was to be had in some tries."""
    with _lock_path(kind, pk).open("w") as file:
        for left in range(tries, 0, -1):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_SECONDS_BETWEEN_TRIES * (left > 1))
            else:
                yield True
                return
        yield False


def work(kind: type[Job], pk: int, owner: int, do: Callable[[Job, Ticker], None], discard: Callable[[Job], None]) -> None:
    """Do a job that waits or was left behind, once; whoever comes second, or too late, does nothing.

    What ``do`` refuses is stored with the job; ``discard`` takes away what a job that was refused or stopped leaves.  A job
    that broke off too often is refused: ``job.broken``.
    """
    with scope(owner=owner), _held(kind, pk, _TRIES) as held:
        job = kind.objects.filter(pk=pk).first() if held else None
        if job is None or not job.is_under_way:
            return
        attempts = job.attempts + 1
        kind.objects.filter(pk=pk).update(state=LongJob.State.RUNNING, attempts=attempts)
        ticker = Ticker(job)
        try:
            if attempts > _MOST_ATTEMPTS:
                raise Refused(Refusal("job.broken", {"count": _MOST_ATTEMPTS}))
            do(job, ticker)
        except Refused as refused:
            with suppress(Stopped):
                ticker.finish(LongJob.State.REFUSED, refusals=[kept_refusal(refusal) for refusal in refused.refusals])
            discard(job)
        except Stopped:
            discard(job)
        _lock_path(kind, pk).unlink(missing_ok=True)


def resume(job: LongJob, task: "Task[[int, int], None]") -> bool:
    """Let a job that was left behind wait again, and call the worker; say whether it was."""
    if job.state != LongJob.State.RUNNING:
        return False
    with _held(type(job), job.pk) as held:
        left_behind = held and type(job).objects.filter(pk=job.pk, state=LongJob.State.RUNNING).update(state=LongJob.State.WAITING)
    if left_behind:
        task.enqueue(job.pk, job.owner_id)
    return bool(left_behind)
