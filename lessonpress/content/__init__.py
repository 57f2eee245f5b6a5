"""What is taught: events, lessons, evidence. Knows no paper."""
