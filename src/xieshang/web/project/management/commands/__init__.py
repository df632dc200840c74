"""The commands of Django that this room offers."""
