"""The generated pages of ``docs/reference``: one module a page, each a pure function that gives its text."""
