#!/usr/bin/env python3
"""Makes assets/voice/lexicon.txt.gz of misaki's us_gold.json: sorted lines that Afterrun searches as they are.

    python3 tests/voice/lexicon.py lexicon_us_gold.json.gz assets/voice/lexicon.txt.gz

A line is the word in lower case, a tab, its phonemes and, where they differ at the end of a sentence, a tab and those.
Lines are in the order of their bytes. A, B, C stay capital: those are the names of letters.
Of a word's pronunciations by part of speech only the default is kept. Python's own library is all it needs.
"""

import gzip
import io
import json
import sys

# The acoustic model writes a tapped t as T, and knows no glottal stop.
SPELT = str.maketrans({"ɾ": "T", "ʔ": "t"})


def spelt(value):
    """The phonemes of an entry: within a sentence, and at its end."""
    if isinstance(value, str):
        value = {"DEFAULT": value}
    usual = value["DEFAULT"].translate(SPELT)
    last = (value.get("None") or usual).translate(SPELT)
    return [usual] if last == usual else [usual, last]


def main(source, target):
    with gzip.open(source, "rt", encoding="utf-8") as file:
        entries = json.load(file)
    lexicon = {}
    # A word in lower case counts before the same one as a name, and a name before an abbreviation.
    for word in sorted(entries, key=lambda word: (word != word.lower(), word.isupper(), word)):
        key = word if len(word) == 1 and word.isupper() else word.lower()
        lexicon.setdefault(key, spelt(entries[word]))
    lines = sorted("\t".join([word, *said]).encode() for word, said in lexicon.items())
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(b"\n".join(lines) + b"\n")
    with open(target, "wb") as file:
        file.write(packed.getvalue())
    print(f"{len(lines)} words, {sum(map(len, lines)) + len(lines)} bytes, {len(packed.getvalue())} packed")


if __name__ == "__main__":
    main(*sys.argv[1:])
