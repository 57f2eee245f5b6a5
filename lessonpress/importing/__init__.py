"""Importing: articles in other people's files become events. Fetches nothing, overwrites nothing."""
