"""The template tags of the pages of rounds."""
