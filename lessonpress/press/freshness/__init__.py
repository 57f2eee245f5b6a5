"""Freshness: which files must be made anew, and why; what is known of those that were made."""
