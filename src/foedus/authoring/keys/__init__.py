"""Keys of apportionment and tariffs."""
