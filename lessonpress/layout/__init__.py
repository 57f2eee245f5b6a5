"""How it looks: theme, fonts, templates, copyfitting. Knows no lesson and no format."""
