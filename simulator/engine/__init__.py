"""The person: how words become a reply. Start reading at ``conversation``."""
