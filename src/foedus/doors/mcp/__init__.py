"""The door for AI assistants: every question a tool, every framework and article a resource."""
