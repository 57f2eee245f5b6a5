"""Delivery: what was printed goes into the output, into archives, into reports. Alone writes there."""
