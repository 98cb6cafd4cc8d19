"""Writes articles in other encodings with tools that share nothing with chidao, and checks that chidao finds the same in them.

Usage: roundtrip.py CHIDAO FOLDER [COUNT]. iconv writes windows-1258, VISCII and TCVN 5712 VN1; tables of this script write VNI and
TCVN3 (VN3, which lowers capitals with tones); Python writes UTF-16 and NFD. A character that an encoding lacks is replaced before,
in the UTF-8 copy too. Compared: text, sentences, entities, relations and directives of each record, and for each span the source
bytes decoded by the same tool. Of TCVN3 the text is compared with case aside, and the share of equal entities is told.
"""
import json, pathlib, subprocess, sys, tempfile, unicodedata

chidao, folder = sys.argv[1], pathlib.Path(sys.argv[2])
count = int(sys.argv[3]) if len(sys.argv) > 3 else 200

TONES = {"\u0300": 0, "\u0309": 1, "\u0303": 2, "\u0301": 3, "\u0323": 4}
QUALITY = {"\u0302": 1, "\u0306": 2}
VNI_MARKS = ["øûõùï", "àåãáä", "èúüéë"]
VNI_ALONE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î"}
VNI_BARE = {1: "â", 2: "ê"}
# U+00A1 ... U+00FE of TCVN 5712 VN3; "." where a byte is no letter.
TCVN3 = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
FALLBACK = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "-", "\u00a0": " ", "\u00b0": "o"}


def vni(char):
    lower = char.lower()
    if lower in VNI_ALONE:
        return (VNI_ALONE[lower] if char == lower else VNI_ALONE[lower].upper()).encode("cp1252")
    parts = unicodedata.normalize("NFD", char)
    base, marks = parts[0], parts[1:]
    quality = next((QUALITY[mark] for mark in marks if mark in QUALITY), 0)
    tone = next((TONES[mark] for mark in marks if mark in TONES), None)
    if "\u031b" in marks:
        base, quality = {"o": "ô", "O": "Ô", "u": "ö", "U": "Ö"}[base], 0
    if base.lower() not in "aeiouyôö" or not marks or any(m not in TONES and m not in QUALITY and m != "\u031b" for m in marks):
        raise UnicodeEncodeError("vni", char, 0, 1, "no letter")
    mark = VNI_BARE[quality] if tone is None else VNI_MARKS[quality][tone]
    return (base + (mark if char == lower else mark.upper())).encode("cp1252")


def tcvn3(char):
    for form in (char, char.lower()):
        if form in TCVN3 and form != ".":
            return bytes([0xA1 + TCVN3.index(form)])
    raise UnicodeEncodeError("tcvn3", char, 0, 1, "no letter")


def by_char(own, punctuation="cp1252"):
    def one(char):
        if ord(char) < 128:
            return char.encode()
        try:
            return own(char)
        except (UnicodeEncodeError, KeyError):
            encoded = char.encode(punctuation)
            if encoded[0] >= 0xA0 and encoded != b"\xa0":
                raise UnicodeEncodeError("", char, 0, 1, "would read as a letter")
            return encoded
    return one


def iconv(name):
    cache = {}
    def one(char):
        if char not in cache:
            run = subprocess.run(["iconv", "-f", "UTF-8", "-t", name], input=char.encode(), capture_output=True)
            cache[char] = run.stdout if run.returncode == 0 else None
        if cache[char] is None:
            raise UnicodeEncodeError(name, char, 0, 1, "not in it")
        return cache[char]
    return one


def encoded(text, one):
    kept, out = [], []
    for char in text:
        for option in (char, FALLBACK.get(char, " ")):
            try:
                out.append(b"".join(one(c) for c in option))
                kept.append(option)
                break
            except UnicodeEncodeError:
                continue
    return "".join(kept), b"".join(out)


def plain(codec, mark=b""):
    return lambda text: (text, mark + text.encode(codec))


ENCODINGS = {
    "windows-1258": lambda text: encoded(text, iconv("CP1258")),
    "viscii": lambda text: encoded(text, iconv("VISCII")),
    "tcvn5712-1": lambda text: encoded(text, iconv("TCVN")),
    "vni": lambda text: encoded(text, by_char(vni)),
    "tcvn3": lambda text: encoded(text, by_char(tcvn3)),
    "utf-16le": plain("utf-16-le"),
    "utf-16be": plain("utf-16-be"),
    "utf-16le with mark": plain("utf-16-le", b"\xff\xfe"),
    "utf-16be with mark": plain("utf-16-be", b"\xfe\xff"),
    "utf-8 nfd": lambda text: (text, unicodedata.normalize("NFD", text).encode()),
}
DECODE = {"windows-1258": "CP1258", "viscii": "VISCII", "tcvn5712-1": "TCVN", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE", "utf-8": "UTF-8"}


def records(path):
    run = subprocess.run([chidao, "annotate", str(path)], capture_output=True)
    for line in run.stderr.decode().splitlines()[:3]:
        print("   ", line)
    return {record["doc_id"]: record for record in map(json.loads, run.stdout.splitlines())}


def bare(value):
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if key not in ("source_start", "source_end")}
    return [bare(item) for item in value] if isinstance(value, list) else value


def spans(record):
    return record["sentences"] + record["entities"] + record["directives"]


everything = sorted(folder.rglob("*.txt"))
articles = everything[:: max(1, len(everything) // count)][:count]
texts = {f"{index:04}.txt": unicodedata.normalize("NFC", path.read_text(encoding="utf-8", errors="strict")) for index, path in enumerate(articles)}
failures = 0
for name, encode in ENCODINGS.items():
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        (work / "utf8").mkdir(), (work / "other").mkdir()
        sources = {}
        for file, text in texts.items():
            kept, sources[file] = encode(text)
            (work / "utf8" / file).write_bytes(kept.encode())
            (work / "other" / file).write_bytes(sources[file])
        left, right = records(work / "utf8"), records(work / "other")
    equal = found = back = checked = same = entities = 0
    for file, one in left.items():
        other = right.get(file)
        if other is None:
            print("    no record of", file)
            continue
        wanted = name.split(" ")[0]
        # Without a capital with a tone, VN1 and VN3 are the same bytes: capitals may come back.
        same_as_vn3 = name == "tcvn3" or name == "tcvn5712-1" and not any(b < 9 or 0x10 < b < 0x18 or 0x80 <= b < 0xA0 for b in sources[file])
        found += other["source"]["encoding"] == ("tcvn3" if same_as_vn3 else wanted)
        if same_as_vn3:
            equal += one["text"].casefold() == other["text"].casefold()
            keys = lambda record: {(e["start"], e["end"], e["type"]) for e in record["entities"]}
            same += len(keys(one) & keys(other))
            entities += len(keys(one) | keys(other))
        else:
            differing = [key for key in ("text", "metadata", "sentences", "entities", "relations", "directives") if bare(one[key]) != bare(other[key])]
            equal += not differing
            if differing:
                at = next((i for i, (a, b) in enumerate(zip(one["text"], other["text"])) if a != b), 0)
                print("   ", file, differing, ascii(one["text"][at - 20 : at + 20]), ascii(other["text"][at - 20 : at + 20]))
        if wanted in DECODE:
            # One decoding a record: the spans' bytes, a form feed between them.
            pieces = [sources[file][s["source_start"] : s["source_end"]] for s in spans(other)]
            gap = "\f".encode(wanted if wanted.startswith("utf") else "ascii")
            run = subprocess.run(["iconv", "-f", DECODE[wanted], "-t", "UTF-8"], input=gap.join(pieces), capture_output=True)
            for span, piece in zip(spans(other), unicodedata.normalize("NFC", run.stdout.decode()).split("\f")):
                text = other["text"][span["start"] : span["end"]]
                checked += 1
                # What chidao repairs: look-alikes, invisible characters, marks that stand twice.
                mended, text = ("".join(c for c in one.translate({0xD0: "Đ", 0xF0: "đ"}) if unicodedata.category(c) not in ("Cf", "Mn")) for one in (piece, text))
                fold = str.casefold if same_as_vn3 else str
                back += fold(" ".join(mended.split())) == fold(" ".join(text.split()))
        else:
            for span in spans(other):
                piece = sources[file][span["source_start"] : span["source_end"]]
                checked += 1
                back += piece.replace(b"\xa0", b" ").split() == encode(other["text"][span["start"] : span["end"]])[1].split()
    good = equal == found == len(texts) == len(right) and back == checked
    failures += not good
    extra = f", {same / entities:.1%} of entities equal" if entities else ""
    print(f"{'ok ' if good else 'BAD'} {name:20} {found}/{len(texts)} encodings right, {equal} records equal, {back}/{checked} spans lead back{extra}")
sys.exit(failures > 0)
