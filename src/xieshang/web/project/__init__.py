"""Settings, the URL table, what starts the web process."""
