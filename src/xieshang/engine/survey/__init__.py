"""Wage evidence from surveys and payrolls: means and percentiles of a sample, with what they are worth.

``designs`` says how the sample was drawn, ``sample`` reads and checks the rows, ``units`` numbers the sampling units, ``estimates``
and ``distributions`` compute, ``intervals`` and ``reliability`` judge; ``publication`` says what others may see, with ``fallback``
and ``monotone``; ``levels`` puts it together for the command.  ``reference`` is the slow twin of the estimates.
"""
