"""The question `msel`."""
