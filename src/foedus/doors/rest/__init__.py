"""The server: REST, the assistants' door over HTTP, and the web application."""
