from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .records import Record

if TYPE_CHECKING:
    import pandas

TEXT_COLUMNS = ["doc_id", "id", "published", "force", "issuer", "addressees", "action", "deadline", "deadline_date", "basis", "cue", "continues", "rule"]


def directives_frame(records: Iterable[Record]) -> pandas.DataFrame:
    """One row a directive. Text columns are pandas' `string`, what is unknown is <NA>; several addressees or documents stand in one
    cell, parted by "; ". `deadline_date` is ISO 8601 as in the record (a month or a quarter stays one), `start`/`end` count code points."""
    import pandas

    rows = []
    for record in records:
        entities = {entity["id"]: entity["text"] for entity in record["entities"]}
        for directive in record["directives"]:
            deadline = directive.get("deadline", {})
            rows.append(
                {
                    "doc_id": record["doc_id"],
                    "id": directive["id"],
                    "published": record["metadata"].get("published"),
                    "force": directive["force"],
                    "issuer": directive.get("issuer", {}).get("text"),
                    "addressees": "; ".join(addressee["text"] for addressee in directive["addressees"]) or None,
                    "action": directive["text"],
                    "deadline": deadline.get("text"),
                    "deadline_date": deadline.get("value"),
                    "basis": "; ".join(entities[id] for id in directive["basis"]) or None,
                    "cue": directive.get("cue", {}).get("text"),
                    "continues": directive.get("continues"),
                    "rule": directive["rule"],
                    "quoted": directive["quoted"],
                    "start": directive["start"],
                    "end": directive["end"],
                    "confidence": directive["confidence"],
                }
            )
    types = dict.fromkeys(TEXT_COLUMNS, "string") | {"quoted": "bool", "start": "int64", "end": "int64", "confidence": "float64"}
    return pandas.DataFrame(rows, columns=list(types)).astype(types)
