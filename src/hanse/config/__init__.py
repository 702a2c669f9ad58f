"""How Hanse is put together and run: settings, addresses, database, processes."""
