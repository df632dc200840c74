"""Room 3: columns.  Pay rows in, costs and findings out; each fast path has its slow twin in ``reference.py``."""
