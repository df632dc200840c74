"""What the Makefile calls; not part of the product."""
