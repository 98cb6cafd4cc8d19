#!/usr/bin/env python3
"""Compares chidao with its peers and with floors, over one sample, in one run: MB/s of CPU time on one core, peak memory, start-up.

    Tests/Benchmarks/compare.py CHIDAO [--sample FOLDER] [--bytes N] [--keep FILE]

Installs underthesea and pyvi from PyPI into a virtual environment (--environment, made once), and compiles floors.cpp against ICU.
coccoc-tokenizer takes part where `tokenizer` is on the PATH. Every tool reads the same files; the fast ones read them often enough
to run for about a second. A rate is the sample's bytes by user and system time without that of a one-line file (the start-up).
"""
import argparse, os, pathlib, platform, shutil, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
PEERS = {
    "underthesea sentences": "from underthesea import sent_tokenize as f\ng = lambda t: f(t)",
    "underthesea words": "from underthesea import word_tokenize as f\ng = lambda t: f(t)",
    "underthesea names": "from underthesea import ner, sent_tokenize\ng = lambda t: [w for line in t.split('\\n') if line.strip() for s in sent_tokenize(line) for w in ner(s)]",
    "pyvi words": "from pyvi import ViTokenizer\ng = lambda t: ViTokenizer.tokenize(t).split()",
}
LOOP = "\nimport sys\nfound = sum(len(g(open(p, encoding='utf-8').read())) for p in open(sys.argv[1]).read().split('\\n') if p)\nassert found > 0\n"


def run(command, output=None, stdin=None):
    """Seconds of CPU, seconds of wall, peak MB of a command that must succeed."""
    with open(output or os.devnull, "wb") as out, open(stdin or os.devnull, "rb") as source:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stdin=source, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{command} failed: {errors.decode(errors='replace')[-500:]}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def measure(command_of, sample, small, size):
    """Rate, peak memory and start-up of a tool: `command_of(paths)` runs it; repeated so that it works for about a second."""
    starts = [run(*command_of([small])) for _ in range(5)]
    cpu0, wall0 = statistics.median(s[0] for s in starts), min(s[1] for s in starts)
    once = run(*command_of(sample))
    # A document may have 16 MiB.
    times = max(1, min(16_000_000 // size, round(1 / max(once[0] - cpu0, 0.002))))
    runs = [run(*command_of(sample * times)) for _ in range(3)] if times > 1 else [once]
    cpu = statistics.median(r[0] for r in runs)
    return size * times / 1e6 / max(cpu - cpu0, 1e-6), max(r[2] for r in runs), wall0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chidao")
    parser.add_argument("--sample", default=str(HERE / "../../Corpus/articles"), help="folder of .txt files")
    parser.add_argument("--bytes", type=int, default=200_000, help="how much of it is read, in whole files spread over the folder")
    parser.add_argument("--environment", default=str(pathlib.Path(tempfile.gettempdir()) / "chidao-peers"))
    parser.add_argument("--keep", help="write the table here too")
    options = parser.parse_args()

    python = pathlib.Path(options.environment) / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", options.environment], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "underthesea==9.5.0", "pyvi==0.1.1"], check=True)
    versions = subprocess.run([python, "-m", "pip", "list", "--format=freeze"], check=True, capture_output=True, text=True).stdout
    work = pathlib.Path(tempfile.mkdtemp(prefix="chidao-compare-"))
    subprocess.run(["g++", "-O2", "-std=c++17", str(HERE / "floors.cpp"), "-o", str(work / "floors"), "-licuuc"], check=True)

    files = sorted(str(p.resolve()) for p in pathlib.Path(options.sample).rglob("*.txt"))
    step = max(1, sum(os.path.getsize(f) for f in files) // options.bytes)
    sample, size = [], 0
    for path in files[::step] if len(files[::step]) > 9 else files:
        if size < options.bytes:
            sample.append(path)
            size += os.path.getsize(path)
    small = str(work / "small.txt")
    pathlib.Path(small).write_text("Thủ tướng yêu cầu Bộ Công an khẩn trương kiểm tra.\n", encoding="utf-8")

    def listed(paths):
        (work / "list").write_text("\n".join(paths))
        return str(work / "list")

    def joined(paths):
        with open(work / "joined.txt", "wb") as out:
            for path in paths:
                out.write(pathlib.Path(path).read_bytes() + b"\n")
        return str(work / "joined.txt")

    def folder(paths):
        """The files as links in one folder: as many as it takes, without a long command line."""
        here = work / "folder"
        shutil.rmtree(here, ignore_errors=True)
        here.mkdir()
        for index, path in enumerate(paths):
            (here / f"{index:06}.txt").symlink_to(path)
        return str(here)

    tools = [
        ("sentences", "chidao sentences", lambda p: ([options.chidao, "sentences", joined(p)],)),
        ("everything", "chidao annotate", lambda p: ([options.chidao, "annotate", folder(p), "-o", str(work / "out.jsonl"), "--jobs", "1"],)),
        ("normalization", "chidao normalize", lambda p: ([options.chidao, "normalize", joined(p)],)),
    ]
    if shutil.which("uconv"):
        tools.append(("normalization", "uconv -x any-nfc", lambda p: (["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "any-nfc", joined(p)],)))
    if shutil.which("tokenizer"):
        tools.append(("words or names", "coccoc-tokenizer", lambda p: (["tokenizer"], None, joined(p))))
    for name, code in PEERS.items():
        task = "sentences" if "sentences" in name else "words or names"
        tools.append((task, name, lambda p, code=code: ([str(python), "-c", code + LOOP, listed(p)],)))

    rows = []
    floors = subprocess.run([str(work / "floors"), *sample * max(1, 5_000_000 // size)], check=True, capture_output=True, text=True).stdout
    for line in floors.splitlines():
        kind, rate = line.split()
        rows.append(("sentences" if kind == "sentences" else "words or names", f"ICU BreakIterator, {kind}", float(rate), None, None))
    for task, name, command in tools:
        rows.append((task, name, *measure(command, sample, small, size)))
        print(f"{name}: {rows[-1][2]:.3g} MB/s", file=sys.stderr)
    rate = {name: value for _, name, value, *_ in rows}
    own = rate["chidao annotate"]
    processor = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.processor())
    lines = [
        f"{time.strftime('%Y-%m-%d')}, {processor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {len(sample)} articles, {size} bytes.",
        "Command: `Tests/Benchmarks/compare.py CHIDAO" + (" --sample FOLDER" if "--sample" in sys.argv else "") + "`. "
        + ", ".join(v for v in versions.split() if v.startswith(("underthesea==", "pyvi=="))) + ".", "",
        "| task | tool | MB/s of CPU | peak MB | start-up ms |", "|---|---|---|---|---|",
    ]
    order = ["sentences", "words or names", "normalization", "everything"]
    for task, name, value, memory, start in sorted(rows, key=lambda r: (order.index(r[0]), -r[2])):
        lines.append(f"| {task} | {name} | {value:.3g} | {'' if memory is None else f'{memory:.0f}'} | {'' if start is None else f'{start * 1000:.0f}'} |")
    lines += ["", f"chidao annotate is {own / rate['ICU BreakIterator, words']:.2f} of ICU's word BreakIterator and {own / rate['underthesea names']:,.0f} times underthesea's NER."]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.keep:
        pathlib.Path(options.keep).write_text(text, encoding="utf-8")
    shutil.rmtree(work)


main()
