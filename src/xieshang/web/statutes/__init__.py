"""The law as the office enters it: the calendar of a year, legal values, minimum wages, and what an entry moves."""
