"""What anybody may read: contracts in force, and the question what my floor is."""
