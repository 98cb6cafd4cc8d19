from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .records import Record

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def to_spacy(record: Record, nlp: Language) -> Doc:
    """A Doc of the record's text, tokenized by `nlp` (`spacy.blank("vi")` needs pyvi; `spacy.blank("xx")` nothing), then cut further
    wherever a span begins or ends inside a token, so that every span lies on tokens and no offset changes.

    - `doc.ents`: the outermost entities, with `ent_id_` and `kb_id_` (the code of an administrative unit).
    - `doc.spans["entities_0"]`, `["entities_1"]`, …: entities by layer, 0 the outermost.
    - `doc.spans["directives"]`: directives, labelled with their force; `["cues"]`, `["addressees"]`, `["deadlines"]`: their parts.
      A directive's `span.id_` is its id in the record; its parts carry the same id.
    - sentence starts, and `doc.user_data["chidao"]`: the record itself.
    """
    from spacy.tokens import Doc, Span

    if record["offset_unit"] != "code_point":
        raise ValueError(f"offsets count {record['offset_unit']}: spaCy takes records in code points")
    text = record["text"]
    directives = record["directives"]
    marked = [*record["sentences"], *record["entities"], *directives]
    cuts = {offset for span in marked for offset in (span["start"], span["end"])}
    for directive in directives:
        for part in (directive.get("cue"), directive.get("deadline"), *directive["addressees"]):
            if part and "start" in part:
                cuts |= {part["start"], part["end"]}

    words: list[str] = []
    spaces: list[bool] = []
    for token in nlp.make_doc(text):
        edges = [token.idx, *sorted(cut for cut in cuts.intersection(range(token.idx + 1, token.idx + len(token)))), token.idx + len(token)]
        for start, end in zip(edges, edges[1:]):
            words.append(text[start:end])
            spaces.append(end == edges[-1] and bool(token.whitespace_))
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    if doc.text != text:
        raise ValueError(f"{record['doc_id']}: the tokenizer of this pipeline changes the text")
    doc.user_data["chidao"] = record

    def span(start: int, end: int, label: str, id: str = "", unit: str = "") -> Span:
        found = doc.char_span(start, end, label=label, kb_id=unit, span_id=id)
        assert found is not None, (start, end, label)
        return found

    first = {sentence["start"] for sentence in record["sentences"]}
    for each in doc:
        each.is_sent_start = each.i == 0 or each.idx in first

    parents = {entity["id"]: entity.get("parent") for entity in record["entities"]}
    layers: dict[int, list[Span]] = defaultdict(list)
    for entity in record["entities"]:
        depth, parent = 0, entity.get("parent")
        while parent:
            depth, parent = depth + 1, parents[parent]
        unit = entity.get("links", {}).get("unit", {}).get("code", "")
        layers[depth].append(span(entity["start"], entity["end"], entity["type"], entity["id"], unit))
    doc.ents = layers[0]
    for ent, entity in zip(doc.ents, (entity for entity in record["entities"] if "parent" not in entity)):
        for each in ent:
            each.ent_id_ = entity["id"]
    for depth, spans in layers.items():
        doc.spans[f"entities_{depth}"] = spans

    doc.spans["directives"] = [span(each["start"], each["end"], each["force"], each["id"]) for each in directives]
    doc.spans["cues"] = [span(each["cue"]["start"], each["cue"]["end"], "cue", each["id"]) for each in directives if "cue" in each]
    doc.spans["deadlines"] = [span(each["deadline"]["start"], each["deadline"]["end"], "deadline", each["id"]) for each in directives if "deadline" in each]
    doc.spans["addressees"] = [
        span(party["start"], party["end"], party["part"], each["id"]) for each in directives for party in each["addressees"] if "start" in party
    ]
    return doc
