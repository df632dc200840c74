"""Room 3, beside ``engine``: what is written for people, from the values of ``core``: documents, and the sentences of codes."""
