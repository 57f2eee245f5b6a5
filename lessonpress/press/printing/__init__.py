"""Printing: one lesson or unit in, the bytes of its documents out. Writes nothing."""
