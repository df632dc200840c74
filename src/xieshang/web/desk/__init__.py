"""The desk (协商桌): private drafts, proposals, the cost of a table."""
