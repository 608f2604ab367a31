"""What students of a made-up class hand in: right answers that all look different, known mistakes, unknown ones, text that
does not compile, answers that crash, and hostile ones. Everything is drawn from a seed; nothing here looks at the clock."""

import re
from pathlib import Path

KIT = Path(__file__).resolve().parents[2]

LOCALS = {
    "scores": ["scores", "z", "values", "s", "raw", "score", "out"],
    "mistakes": ["mistakes", "wrong", "errors", "count", "misses"],
    "sample": ["sample", "xn", "row", "point"], "label": ["label", "yn", "target", "t"],
    "corners": ["corners", "points", "square", "inputs"], "labels": ["labels", "truth", "targets", "xorLabels"],
    "predictions": ["predictions", "guesses", "said", "pred"], "distances": ["distances", "d", "gaps", "signed"],
    "delta": ["delta", "d2", "outer", "dz2"], "hidden": ["hidden", "d1", "inner", "dz1"],
    "power": ["power", "e", "result", "y"], "order": ["order", "list", "sorted", "topo"],
    "seen": ["seen", "visited", "done"], "spread": ["spread", "column", "copied"],
    "exponentials": ["exponentials", "e", "raised", "ex"], "shifted": ["shifted", "safe", "moved", "centered"],
    "logProbabilities": ["logProbabilities", "logp", "logProbs"], "chosen": ["chosen", "oneHot", "picked", "mask"],
    "expected": ["expected", "onehot", "wanted"], "raised": ["raised", "e", "exps"], "shares": ["shares", "p", "probs"],
    "he": ["he", "heVariance", "v1"], "xavier": ["xavier", "xavierVariance", "v2"],
    "heConvolution": ["heConvolution", "convVariance", "v3"], "samples": ["samples", "piece", "chunk", "ids"],
    "classes": ["classes", "numClasses", "k"], "confusion": ["confusion", "table", "matrix"],
    "right": ["right", "hits", "correct"], "either": ["either", "h1", "orUnit"], "notBoth": ["notBoth", "h2", "nandUnit"],
    "both": ["both", "h2", "andUnit"], "epoch": ["epoch", "pass", "round"], "oneHot": ["oneHot", "mask", "hot"],
    "answer": ["answer", "guess", "predicted"], "error": ["error", "diff", "err"],
    "history": ["history", "steps", "ws"], "offsets": ["offsets", "bs", "biases"], "worst": ["worst", "top", "largest"],
    "previous": ["previous", "before", "old"], "scale": ["scale", "size", "norm"], "ratio": ["ratio", "rel", "q"],
    "position": ["position", "i", "k"], "mine": ["mine", "a", "g1"], "theirs": ["theirs", "n", "g2"],
    "counts": ["counts", "cells", "tally"], "hits": ["hits", "good", "ok"], "best": ["best", "arg", "winner"],
    "candidate": ["candidate", "c", "j"], "width": ["width", "size", "numClasses"],
    "accuracies": ["accuracies", "total", "acc"], "errors": ["errors", "ratios", "rel"],
}
REMARKS = [
    "// see the page", "// my answer", "// TODO: tidy up", "// shapes checked on paper", "// works for the example",
    "// thanks to the hint", "// second try", "// I hope this is right",
]


class Catalogue:
    """The right answers, out of Solutions, and the wrong ones, out of answers.txt."""

    def __init__(self, lessons):
        self.files, self.right, self.known, self.unknown, self.pairs = {}, {}, {}, {}, []
        self.folders = {}
        for lesson in lessons:
            folder = next((KIT / "Solutions").glob(f"{lesson}-*"))
            self.folders[lesson] = folder.name
            for path in sorted(folder.glob("*.swift")):
                exercise = path.name.split("-")[0]
                self.files[exercise] = path.name
                self.right[exercise] = [code_of(path.read_text())]
                self.known[exercise], self.unknown[exercise] = [], []
        self.exercises = sorted(self.files, key=lambda e: [int(n) for n in e.split(".")])
        self.read((KIT / "Tests/Classroom/answers.txt").read_text())

    def read(self, text):
        bases = {}
        for entry in re.split(r"^### ", text, flags=re.M)[1:]:
            head, body = entry.split("\n", 1)
            exercise, words = head.split(" ", 1)
            if exercise not in self.files:
                continue
            if words == "base":
                bases[exercise] = body.strip("\n") + "\n"
                self.right[exercise].append(bases[exercise])
                continue
            code = edited(bases.get(exercise, self.right[exercise][0]), body, head)
            if words == "?":
                self.unknown[exercise].append(code)
            elif words == "pair":
                self.pairs.append((exercise, code))
            else:
                self.known[exercise].append((words, code))


def code_of(solution):
    """A solution without its imports, its task and its why-note; further imports are kept."""
    lines = [line for line in solution.split("\n") if not line.startswith("//")]
    lines = [line for line in lines if line not in ("import Exercises", "import Nabla")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def edited(base, body, head):
    lines = body.strip("\n").split("\n")
    if not all(line[:2] in ("- ", "+ ") or line in ("-", "+") for line in lines):
        return body.strip("\n") + "\n"
    code = base
    for old, new in zip(lines[::2], lines[1::2]):
        if old[2:] not in code:
            raise SystemExit(f"make-class: “{old[2:]}” of {head} is not in the right answer:\n{base}")
        code = code.replace(old[2:], new[2:], 1)
    return code


def words_of(code):
    return set(re.findall(r"[A-Za-z_]\w*", code))


def restyled(code, random):
    """The same program in another hand: other names of its own, another indentation, remarks and empty lines."""
    taken = words_of(code)
    parameters = set(re.findall(r"(\w+)\s*:\s", "\n".join(l for l in code.split("\n") if "func " in l)))
    parameters |= set(re.findall(r"^    (\w+): \w", code, flags=re.M)) | set(re.findall(r"_ (\w+):", code))
    for name, others in LOCALS.items():
        # Labels, members and parameters keep their names.
        is_own = re.search(rf"\b(let|var|for)\s+\(?([\w, ]*,\s*)?{name}\b", code)
        if name in parameters or not is_own or random.random() < 0.25:
            continue
        other = random.choice(others)
        if other in taken:
            continue
        code = re.sub(rf"\b(let|var) {name}\b", rf"\1 {other}", code)
        code = re.sub(rf"(?<![\w.]){name}\b(?!:)", other, code)
        taken.add(other)
    indent = random.choice(["    ", "    ", "  ", "\t"])
    lines = []
    for line in code.split("\n"):
        depth = (len(line) - len(line.lstrip(" "))) // 4
        lines.append(indent * depth + line.lstrip(" "))
        if line.endswith("{") and random.random() < 0.12:
            lines.append(indent * (depth + 1) + random.choice(REMARKS))
        elif line.strip() and not line.endswith(("{", ",", "(")) and random.random() < 0.04:
            lines.append("")
    return "\n".join(lines)


def whole(code, exercise, random, stub_comment):
    """A file as it is handed in: some keep the task above their answer, most cut it, some sign it."""
    imports = "import Exercises\nimport Nabla\n"
    top = stub_comment + "\n" if random.random() < 0.3 else f"// {exercise}\n" if random.random() < 0.5 else ""
    return imports + "\n" + top + "\n" + code


def does_not_compile(code, random):
    kind = random.randrange(4)
    if kind == 0:
        return code.rstrip().rstrip("}") + "\n"
    if kind == 1:
        return re.sub(r"\)( throws -> [^{]*)\{", r")\1{\n    let answer: Int = \"none\"", code, count=1)
    if kind == 2:
        return code.replace("{\n", "{\n    let n = lenght(0)\n", 1)
    return code.replace("func ", "def ", 1)


def crashing(code, random, loops):
    fault = "    var turns = 1\n    while turns > 0 { turns = 3 - turns }\n" if loops else (
        "    let nothing: [Int] = []\n    let absent = nothing[nothing.count]\n    if absent > 0 { print(absent) }\n")
    head = re.search(r"throws -> [^\n]*\{\n|throws \{\n", code)
    body = code[head.end():]
    # What was a body of one expression is none any more.
    if not re.match(r"\s*(let|var|guard|for|if|return|func|while|throw|repeat|_ =|//)", body):
        body = re.sub(r"^(\s*)", r"\1return ", body, count=1)
    return code[:head.end()] + fault + body


def hostile_answers():
    """Those of Tests/Misbehaving that try something, by name; the others only fail."""
    found = []
    for path in sorted((KIT / "Tests/Misbehaving/Answers").glob("*.swift")):
        if path.stem != "Passes":
            found.append((path.stem, path.read_text()))
    return found


def hostile(text, signature):
    """A misbehaving answer in the place of another exercise's: what it tries is the same, what it returns is wrong."""
    text = re.sub(r"func double\(_ x: Tensor\) throws -> Tensor", signature, text)
    return re.sub(r"^// (verdict|says|fence):.*\n", "", text, flags=re.M)
