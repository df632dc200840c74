"""Who is who: people, organisations, mandates with their dates; signing in."""
