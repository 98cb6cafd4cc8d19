"""The types in chidao.records say what the schema says."""

import json
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import chidao
from chidao import records as types
from conftest import ROOT

SCHEMA = json.loads((ROOT / "Sources/Output/record-v1.schema.json").read_text())


def same(schema: dict[str, Any], kind: Any, where: str) -> int:
    """Walks both and compares them; answers the number of places seen."""
    if get_origin(kind) is NotRequired:
        kind = get_args(kind)[0]
    if "const" in schema or "enum" in schema:
        assert get_origin(kind) is Literal and set(get_args(kind)) == set(schema.get("enum", [schema.get("const")])), where
        return 1
    if "oneOf" in schema:
        return 1 + sum(same(part, type, where) for part, type in zip(schema["oneOf"], get_args(kind), strict=True))
    match schema["type"]:
        case "object" if "properties" in schema:
            assert is_typeddict(kind), where
            hints = get_type_hints(kind, include_extras=True)
            assert set(hints) == set(schema["properties"]), where
            required = {name for name, hint in hints.items() if get_origin(hint) is not NotRequired}
            assert required == set(schema["required"]), where
            return 1 + sum(same(schema["properties"][name], hint, f"{where}.{name}") for name, hint in hints.items())
        case "object":
            assert kind == dict[str, int], where
        case "array":
            assert get_origin(kind) is list, where
            return 1 + same(schema["items"], get_args(kind)[0], where + "[]")
        case name:
            assert kind is {"string": str, "integer": int, "number": float, "boolean": bool}[name], where
    return 1


def test_types_are_the_schema() -> None:
    assert same(SCHEMA, types.Record, "record") > 80


def test_offsets_slice_the_text(records: list[chidao.Record]) -> None:
    spans = [(record["text"], span) for record in records for span in [*record["entities"], *record["directives"]]]
    assert len(spans) > 100
    for text, span in spans:
        assert text[span["start"] : span["end"]] == span["text"]
