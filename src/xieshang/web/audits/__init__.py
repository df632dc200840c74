"""Pay rows brought in, and checked against every floor."""
