"""Room 1, where everything is decided: plain values and pure functions on the standard library alone.

There is no clock, no file, no database and no framework here: dates, law and rows come in as values.
"""
