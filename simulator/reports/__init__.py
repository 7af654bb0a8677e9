"""A conversation and its suggested marks as one page for an assessor. Start reading at ``page``."""
