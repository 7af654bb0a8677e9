"""How the reader is trained: labelled turns now, the training itself with the trained reader. Never imported at run time."""
