"""The parts of the look, for templates."""
