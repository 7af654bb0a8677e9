"""The parts screens are made of. They show values and post messages; screens decide what those mean."""
