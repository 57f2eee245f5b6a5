"""Planning: what is asked for, and of which lessons and units. Reads no lesson."""
