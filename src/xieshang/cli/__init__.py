"""Room 4, one of the two doors: the command line.  It works without any database and decides nothing."""
