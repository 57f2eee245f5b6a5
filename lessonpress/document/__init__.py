"""What stands on the paper: blocks, the markup that yields them, editions. Knows no format."""
