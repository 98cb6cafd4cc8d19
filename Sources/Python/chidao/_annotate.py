import base64
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NotRequired, TypedDict

from ._stream import Failure, Line, stream
from .records import Record

# As the command has it.
DOCUMENT_LIMIT = 16 << 20
ENDINGS = (b".txt", b".html", b".htm")


class Article(TypedDict):
    """An article by its text, or by the bytes of its file, whose encoding the binary finds and whose path tells HTML by its ending."""

    id: str
    text: NotRequired[str | None]
    bytes: NotRequired["bytes | None"]
    title: NotRequired[str | None]
    published: NotRequired[str | None]
    path: NotRequired[str | None]


Input = str | os.PathLike[str] | Article


class DocumentFailure(Exception):
    """An article that has no record: its id, the cause, and the byte to blame where there is one."""

    def __init__(self, id: str, cause: str, offset: int | None = None) -> None:
        super().__init__(f"{id}: " + (f"byte {offset}: " if offset is not None else "") + cause)
        self.id, self.cause, self.offset = id, cause, offset


def annotate(
    inputs: Input | Iterable[Input],
    *,
    on_failure: Callable[[DocumentFailure], object] | None = None,
    tone_style: Literal["old", "new"] | None = None,
    encoding: str | None = None,
    jobs: int | None = None,
    max_document_bytes: int = DOCUMENT_LIMIT,
) -> Iterator[Record]:
    """Records of articles, in input order, as they are made; memory does not grow with their number.

    A `str` is a text, a path a file or a folder (all .txt and .html files below it), a mapping an `Article`. Ids: a text has its
    place among the inputs, from 0; a file below a folder its path there, as `chidao annotate FOLDER` gives it; a file by itself its path.

    An article that cannot be read raises `DocumentFailure` at its place; with `on_failure`, it is called instead and the run goes on.

    >>> next(annotate("Chủ tịch tỉnh yêu cầu Sở Y tế báo cáo trước ngày 30/6/2025."))["directives"][0]["force"]
    'order'
    """
    options = line_limit(max_document_bytes)
    for name, value in [("--tone-style", tone_style), ("--encoding", encoding), ("--jobs", jobs)]:
        if value is not None:
            options += [name, str(value)]
    one = isinstance(inputs, (str, os.PathLike)) or isinstance(inputs, Mapping)
    lines = _lines([inputs] if one else inputs, max_document_bytes)  # type: ignore[arg-type, list-item]
    for id, answer in stream(lines, options):
        if not isinstance(answer, Failure):
            yield json.loads(answer)
            continue
        failure = DocumentFailure(id, *answer)
        if on_failure is None:
            raise failure
        on_failure(failure)


def line_limit(document: int = DOCUMENT_LIMIT) -> list[str]:
    """The option that lets a line hold so large a document in base64, with its other members."""
    return ["--max-document-bytes", str(document * 4 // 3 + (1 << 16))]


def encode(article: Article) -> bytes:
    """The line of JSONL that the binary takes for an article."""
    content = article.get("bytes")
    members = {**article, "bytes": base64.b64encode(content).decode()} if content is not None else article
    return json.dumps(members, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _lines(inputs: Iterable[Input], limit: int) -> Iterator[Line[str]]:
    for place, item in enumerate(inputs):
        if isinstance(item, str):
            yield Line(str(place), encode({"id": str(place), "text": item}))
        elif not isinstance(item, os.PathLike):
            yield Line(item["id"], encode(item))
        elif os.path.isdir(item):
            for name in _walk(os.fsencode(item)):
                yield _file(_text(name), os.path.join(os.fsencode(item), name), limit)
        else:
            path = os.fsencode(item)
            yield _file(_text(os.path.normpath(path).lstrip(b"/")), path, limit)


def _file(id: str, path: bytes, limit: int) -> Line[str]:
    try:
        if not os.path.isfile(path):
            return Line(id, Failure("not a file" if os.path.lexists(path) else "no such file"))
        with open(path, "rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        return Line(id, Failure(f"cannot be read: {error.strerror}"))
    if len(content) > limit:
        return Line(id, Failure(f"has more than {limit} bytes (max_document_bytes)"))
    return Line(id, encode({"id": id, "path": _text(path), "bytes": content}))


def _walk(folder: bytes, prefix: bytes = b"") -> Iterator[bytes]:
    """Articles below a folder in byte order of their paths, as the command walks it: hidden names and links to folders left out."""
    with os.scandir(os.path.join(folder, prefix)) as entries:
        names = sorted(entry.name + (b"/" if entry.is_dir(follow_symlinks=False) else b"") for entry in entries if not entry.name.startswith(b"."))
    for name in names:
        if name.endswith(b"/"):
            yield from _walk(folder, prefix + name)
        elif name.endswith(ENDINGS) and not os.path.isdir(os.path.join(folder, prefix + name)):
            yield prefix + name


def _text(path: bytes) -> str:
    """A path as the command names it: what is not UTF-8 as \\xHH."""
    return path.decode("utf-8", "backslashreplace")
