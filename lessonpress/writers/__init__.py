"""One room a format. Writers know blocks and theme, never a lesson."""
