"""A school at work: signing in, starting together, saving, watching, handing in at the bell. Loopback only."""
