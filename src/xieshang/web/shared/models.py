"""What is true of the whole installation."""

from django.db import models

__all__ = ["Installation"]


class Installation(models.Model):
    """One row: the day on which a demonstration stands still; null in earnest."""

    demo_today = models.DateField(null=True)

    @classmethod
    def current(cls) -> "Installation":
        """Give the one row, or one with nothing set."""
        return cls.objects.first() or cls()

    @property
    def is_demonstration(self) -> bool:
        """Whether everything here is demonstration data."""
        return self.demo_today is not None
