"""Room 4, the other door: the pages.  The only room that knows Django; it decides nothing that ``core`` decides.

Inside, imports run downhill too: ``project`` over ``desk | audits`` over ``contracts`` over ``rounds`` over ``register`` over
``accounts`` over ``shared``; ``commands.py`` starts what runs.
"""
