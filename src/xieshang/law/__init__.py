"""Room 2: the statute book as data: dated values, each with its source and trust, one folder a jurisdiction."""
