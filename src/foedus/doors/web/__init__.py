"""The atlas, built for the browser."""
