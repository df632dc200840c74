"""Xieshang (协商): collective bargaining of minimum wages for skilled workers, from the offer to the pay slip.

The rooms, imports running downhill only: ``cli`` (a door) over ``engine`` and ``documents`` over ``law`` over ``core``.
"""

__version__ = "0.1.0"
