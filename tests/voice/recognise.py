#!/usr/bin/env python3
"""Has the voice say exercises, and an independent recogniser write down what it hears.

It is not part of the suite: it needs a recogniser that is no Rust. In an environment of its own:

  pip install pocketsphinx==5.1.1
  cargo build --release --locked
  python3 tests/voice/recognise.py [--binary target/release/afterrun] [--pace WORDS] [--keep DIR]

1. The name of every exercise in assets/exercises.ron, alone, after "Left." and after "Right.": the recogniser knows all of
   them, and which one it is has to be heard.
2. A hundred made-up names of two words: the recogniser knows the hundred names.
3. The same recordings, for a recogniser that expects any of those words before any other. Its share is only printed:
   words such as "dips" and "drips" differ by less than a recogniser of this kind can tell for sure.

It prints what was heard wrong, then the share heard right of each, and leaves with 1 where the first is under 98 % or the
second under 90 %.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import wave

from pocketsphinx import Config, Decoder, get_model_path

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SIDES = ("", "left", "right")
# Words that the recogniser's own dictionary lacks, in its own phonemes.
MISSING = {
    "deadlift": "D EH D L IH F T",
    "deadlifts": "D EH D L IH F T S",
    "glute": "G L UW T",
    "glutes": "G L UW T S",
    "soleus": "S OW L IY AH S",
}
MADE_UP = """
ankle bounce, arm bridge, backward hop, banana hold, barrel twist, basket carry, bear shuffle, bench dip, bicycle kick, boat lift,
bottle press, branch swing, bridge march, broad leap, broken table, bucket lift, camel walk, candle pose, chair drop, chest opener,
circle walk, corner push, crab reach, crane balance, cross reach, crow hold, curtain pull, diamond fold, dolphin press, door slide,
double pulse, dragon lunge, drum roll, duck march, eagle arms, elbow tap, elephant step, fallen angel, fast feet, flamingo stand,
floor swim, frog jump, garden bend, gentle sway, giant stride, golden arch, happy baby, heel slide, high skip, hollow rock,
horse stance, hurdle step, inner thigh, jumping jack, kitchen twist, knee hug, ladder climb, lazy river, lizard crawl, locust rise,
long sweep, low crawl, marching soldier, mermaid bend, monkey hang, moon walk, mountain fold, neck roll, ocean wave, open book,
paper plane, pencil jump, penguin tap, piston squat, power clap, puppy stretch, rabbit hop, rainbow kick, river crossing, rocket launch,
rolling stone, rubber heel, sailor turn, scissor legs, shoulder shrug, silent landing, sleeping swan, slow motion, spider climb, spinal wave,
star jump, sumo stomp, table rock, thunder stomp, tiger reach, tiny circles, toe raise, tree balance, turtle curl, windmill turn
"""


def names_of_exercises():
    """The names in the catalogue, as they are shown."""
    with open(os.path.join(ROOT, "assets", "exercises.ron"), encoding="utf-8") as file:
        return re.findall(r'^ +name: "(.+)",$', file.read(), re.MULTILINE)


def heard_as(name):
    """A name as the recogniser writes it: words in lower case, "IT" by its letters."""
    name = name.replace("’", "'").replace("IT band", "i. t. band").lower()
    return " ".join(re.findall(r"[a-z']+\.?", name))


class Recogniser:
    """Hears what a grammar allows."""

    def __init__(self, phrases, folder):
        with open(os.path.join(get_model_path(), "en-us", "cmudict-en-us.dict"), encoding="utf-8") as file:
            known = {}
            for line in file:
                word, phonemes = line.split(None, 1)
                known.setdefault(word.split("(")[0], []).append(phonemes.strip())
        words = sorted({word for phrase in phrases for word in phrase.split()} | {"left", "right"})
        entries = []
        for word in words:
            ways = known.get(word) or ([MISSING[word]] if word in MISSING else None)
            if ways is None:
                sys.exit(f"neither the recogniser nor MISSING knows {word!r}")
            entries += [f"{word}({at + 1}) {way}" if at else f"{word} {way}" for at, way in enumerate(ways)]
        self.dictionary = os.path.join(folder, "words.dict")
        with open(self.dictionary, "w", encoding="utf-8") as file:
            file.write("\n".join(entries) + "\n")
        self.folder = folder

    def listen(self, rule, paths):
        """What is heard in each file, by a grammar of one rule."""
        grammar = os.path.join(self.folder, "phrases.gram")
        with open(grammar, "w", encoding="utf-8") as file:
            file.write(f"#JSGF V1.0;\ngrammar phrases;\npublic <phrase> = {rule};\n")
        hmm = os.path.join(get_model_path(), "en-us", "en-us")
        decoder = Decoder(Config(hmm=hmm, dict=self.dictionary, jsgf=grammar, lm=None, loglevel="FATAL"))
        heard = []
        for path in paths:
            with wave.open(path) as file:
                assert file.getframerate() == 16_000 and file.getnchannels() == 1
                samples = file.readframes(file.getnframes())
            # Some silence around it, as a microphone would give.
            quiet = bytes(2 * 16_000 // 4)
            decoder.start_utt()
            decoder.process_raw(quiet + samples + quiet, full_utt=True)
            decoder.end_utt()
            heard.append(decoder.hyp().hypstr if decoder.hyp() else "")
        return heard


def share(title, wanted, heard):
    """Prints what was heard wrong and how much right."""
    wrong = [(want, got) for want, got in zip(wanted, heard) if want != got]
    for want, got in wrong:
        print(f"  {want!r} was heard as {got!r}")
    right = 100.0 * (len(wanted) - len(wrong)) / len(wanted)
    print(f"{title}: {len(wanted) - len(wrong)} of {len(wanted)} right, {right:.1f} %")
    return right


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", default=os.path.join(ROOT, "target", "release", "afterrun"))
    parser.add_argument("--pace", default="135")
    parser.add_argument("--keep", metavar="DIR", help="keep the recordings in this folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or scratch
        os.makedirs(folder, exist_ok=True)

        def spoken(text, number):
            path = os.path.join(folder, f"{number:03}.wav")
            command = [args.binary, "say", text, path, "--rate", "16000", "--pace", args.pace]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            return path

        names = names_of_exercises()
        made_up = [" ".join(name.split()) for name in MADE_UP.split(",")]
        assert len(names) >= 48 and len(set(made_up)) == 100
        phrases = [heard_as(name) for name in names]
        cases = [(f"{side} {phrase}".strip(), f"{side.capitalize()}. {name}." if side else f"{name}.")
                 for name, phrase in zip(names, phrases) for side in SIDES]
        recogniser = Recogniser(phrases + made_up, scratch)
        paths = [spoken(text, number) for number, (_, text) in enumerate(cases)]
        rule = f"[left | right] ({' | '.join(phrases)})"
        ours = share("Exercises", [want for want, _ in cases], recogniser.listen(rule, paths))
        paths = [spoken(f"{name}.", len(cases) + number) for number, name in enumerate(made_up)]
        theirs = share("Made-up names", made_up, recogniser.listen(" | ".join(made_up), paths))
        first, second = ("|".join(sorted({name.split()[at] for name in made_up})) for at in (0, 1))
        share("Any two of their words", made_up, recogniser.listen(f"({first}) ({second})", paths))
    return 0 if ours >= 98 and theirs >= 90 else 1


if __name__ == "__main__":
    sys.exit(main())
