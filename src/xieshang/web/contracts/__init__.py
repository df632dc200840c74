"""The contract of a round: its page, its documents."""
