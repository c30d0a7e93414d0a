"""The question `apportion`."""
