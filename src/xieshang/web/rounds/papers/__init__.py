"""The papers of a round on its pages: what is still to be filled in, kept for the issuer alone, and what was issued."""
