"""Marking: sheets that came back filled in, read, held against the key of their lesson, and told of.

Pupils' names and answers stand in what is asked for and nowhere else: no problem quotes one, no cache and no
state of the output knows them.
"""
