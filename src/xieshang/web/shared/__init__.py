"""What every page needs and no subject owns: the clock, policies, the base page and its parts."""
