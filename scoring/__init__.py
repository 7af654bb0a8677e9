"""What an officer's words were and what they are worth: pure, no UI, no store."""
