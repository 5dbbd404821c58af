"""What happens, in order: from files to a reviewed story, and the command line over it."""
