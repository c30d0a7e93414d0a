"""A framework file as a whole: its roles, bodies, projects and invocations."""
