"""The papers of a round (要约书, 会议记录, 审查意见书…): what each must state, its words, and its Word and PDF forms.

The contract and its draft are made by ``documents/outline.py``; nothing private (pay rows, drafts, limits) comes here.
"""
