"""A crisis: reported, consulted on, invoked, determined, responded to."""
