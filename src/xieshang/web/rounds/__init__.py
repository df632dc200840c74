"""Rounds of bargaining: their acts, parties and pages."""
