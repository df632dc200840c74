"""What enterprises bring of their accounts (账表), each for itself alone, and what follows for what they can bear."""
