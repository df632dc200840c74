"""What is true of the whole installation."""

from django.db import models

__all__ = ["Installation"]


class Installation(models.Model):
    """One row: the day on which a demonstration stands still, null in earnest, and who may try it.

    ``demo_accounts``: objects with ``username``, ``name`` and ``part``; their one password is no secret.
    """

    demo_today = models.DateField(null=True)
    demo_accounts = models.JSONField(default=list)
    demo_password = models.CharField(max_length=60, blank=True)

    @classmethod
    def current(cls) -> "Installation":
        """Give the one row, or one with nothing set."""
        return cls.objects.first() or cls()

    @property
    def is_demonstration(self) -> bool:
        """Whether everything here is demonstration data."""
        return self.demo_today is not None
