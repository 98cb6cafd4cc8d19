"""Articles on a cluster: every partition is streamed through the binary of the worker that holds it.

    python -m chidao.spark IN OUT                  IN: a folder of .txt and .html files, of .jsonl files, or of Parquet
    spark-submit … -m chidao.spark IN OUT          (see the README)

OUT gets `kind=record/part-*`, records as `chidao annotate` writes them, one a line, and `kind=error/part-*`, a line of JSON
(id or path, cause, offset) for every article that has none: such an article fails neither its partition nor the run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from ._annotate import Article, encode, line_limit
from ._stream import Failure, Line, stream

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

def annotate_frame(articles: DataFrame, options: Iterable[str] = ()) -> DataFrame:
    """A frame of `id`, `record` and `error` of a frame of articles; one of `record` (a line of JSON) and `error` (its cause) is null.

    `articles` has `id` and `text` or `bytes`, optionally `title`, `published` and `path`, as `chidao.Article` says; other columns are
    left out (join by `id`). `options` go to `chidao annotate`.
    """
    names = [name for name in ("id", "text", "bytes", "title", "published", "path") if name in articles.columns]
    return _map(articles.select(*names), _line_of_row, options).selectExpr("id", "record", "get_json_object(error, '$.cause') AS error")


def read_articles(spark: SparkSession, folder: str, form: str) -> tuple[DataFrame, Callable[[dict[str, Any]], Line[str]]]:
    """The articles of a folder as rows, and what makes a line of JSONL of a row."""
    if form == "parquet":
        return spark.read.parquet(folder), _line_of_row
    reader = spark.read.option("recursiveFileLookup", True)
    base, root = folder.rstrip("/"), _root(spark, folder)
    if form == "jsonl":
        # Lines stay bytes: what is not UTF-8 is the binary's to judge.
        rows = reader.option("lineSep", "\n").option("pathGlobFilter", "*.jsonl").text(folder).where(r"value RLIKE '[^ \\t\\r]'")
        return rows.selectExpr("CAST(value AS BINARY) AS line", "_metadata.file_path AS uri"), partial(_line_of_json, base, root)
    rows = reader.format("binaryFile").option("pathGlobFilter", "*.{txt,html,htm}").load(folder)
    return rows.selectExpr("content AS bytes", "_metadata.file_path AS uri"), partial(_line_of_file, base, root)


def _root(spark: SparkSession, folder: str) -> str:
    """The path of a folder as it begins the URIs of its files, decoded."""
    hadoop = spark._jvm.org.apache.hadoop.fs
    path = hadoop.Path(folder)
    return str(path.getFileSystem(spark._jsc.hadoopConfiguration()).makeQualified(path).toUri().getPath()).rstrip("/") + "/"


def _line_of_row(row: dict[str, Any]) -> Line[str]:
    article: Article = {name: value for name, value in row.items() if value is not None}  # type: ignore[assignment]
    return Line(str(row.get("id")), encode(article))


def _line_of_file(base: str, root: str, row: dict[str, Any]) -> Line[str]:
    id = _below(root, row["uri"])
    return Line(id, encode({"id": id, "path": f"{base}/{id}", "bytes": row["bytes"]}))


def _line_of_json(base: str, root: str, row: dict[str, Any]) -> Line[str]:
    """The line as it stands, with the path of its file, which a record names."""
    line, path = bytes(row["line"]), f"{base}/{_below(root, row['uri'])}"
    try:
        members = json.loads(line)
    except (ValueError, RecursionError):
        return Line(path, line)
    if not isinstance(members, dict):
        return Line(path, line)
    if members.get("path") is None:
        members["path"] = path
    return Line(str(members.get("id", path)), json.dumps(members, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _below(root: str, uri: str) -> str:
    return unquote(urlsplit(uri).path).removeprefix(root)


def _map(rows: DataFrame, line: Callable[[dict[str, Any]], Line[str]], options: Iterable[str]) -> DataFrame:
    chosen = [*line_limit(), "--jobs", "1", *options]  # Spark runs one task a core

    def records(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        schema = pyarrow.schema([("id", pyarrow.string()), ("record", pyarrow.string()), ("error", pyarrow.string())])
        lines = (line(row) for batch in batches for row in batch.to_pylist())
        held: list[tuple[str, str | None, str | None]] = []
        size = 0
        for id, answer in stream(lines, chosen):
            if isinstance(answer, Failure):
                held.append((id, None, json.dumps({"id": id, **answer._asdict()}, ensure_ascii=False)))
            else:
                held.append((id, answer.decode().rstrip("\n"), None))
                size += len(answer)
            if size > 1 << 22 or len(held) > 1000:
                yield pyarrow.RecordBatch.from_arrays([pyarrow.array(column, pyarrow.string()) for column in zip(*held)], schema=schema)
                held, size = [], 0
        if held:
            yield pyarrow.RecordBatch.from_arrays([pyarrow.array(column, pyarrow.string()) for column in zip(*held)], schema=schema)

    return rows.mapInArrow(records, "id string, record string, error string")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m chidao.spark", description="Annotate a folder of articles on a Spark cluster.")
    parser.add_argument("input", help="a folder that Spark can read: a path, hdfs://…, s3a://…")
    parser.add_argument("output", help="a folder that is not there yet")
    parser.add_argument("--form", choices=["files", "jsonl", "parquet"], default="files", help="what IN holds (default: .txt and .html files)")
    parser.add_argument("--partitions", type=int, help="cut the input into so many parts (default: as Spark reads it)")
    parser.add_argument("options", nargs="*", help="after --: options for chidao annotate, such as --tone-style new")
    chosen = parser.parse_args(arguments)

    from pyspark.sql import SparkSession

    # An article can be megabytes: few of them in memory at once.
    spark = SparkSession.builder.appName("chidao").config("spark.sql.execution.arrow.maxRecordsPerBatch", 64).getOrCreate()
    rows, line = read_articles(spark, chosen.input, chosen.form)
    if chosen.partitions:
        rows = rows.repartition(chosen.partitions)
    answers = _map(rows, line, chosen.options)
    kinds = answers.selectExpr("coalesce(record, error) AS value", "IF(record IS NULL, 'error', 'record') AS kind")
    kinds.write.partitionBy("kind").text(chosen.output)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
