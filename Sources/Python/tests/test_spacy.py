import chidao
import pytest
import spacy
from spacy.tokens import DocBin

NLP = spacy.blank("xx")
# Decomposed letters, a letter outside the BMP and a combining mark that no letter takes, before and inside of spans.
ODD = "😀 🇻🇳 Chủ tịch UBND tỉnh q̃ Trần Văn Lâm yêu cầu Sở Xây dựng 𝔄 (Sở Y tế) hoàn thành 😀 rà soát trước ngày 30/6/2025.\n\n  Hết!"


def entity_spans(record: chidao.Record) -> set[tuple[int, int, str]]:
    return {(entity["start"], entity["end"], entity["type"]) for entity in record["entities"]}


def test_every_span_comes_over(records: list[chidao.Record]) -> None:
    (odd,) = chidao.annotate(ODD)
    assert len(odd["directives"]) > 0 and len(odd["entities"]) > 3
    for record in [*records, odd]:
        doc = chidao.to_spacy(record, NLP)
        assert doc.text == record["text"]
        layers = [name for name in doc.spans if name.startswith("entities_")]
        assert {(span.start_char, span.end_char, span.label_) for name in layers for span in doc.spans[name]} == entity_spans(record)
        outer = {entity["id"]: (entity["start"], entity["end"], entity["type"]) for entity in record["entities"] if "parent" not in entity}
        assert [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] == sorted(outer.values())
        assert {ent.ent_id_ for ent in doc.ents} == set(outer)
        assert [(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans["directives"]] == [
            (directive["start"], directive["end"], directive["force"], directive["id"]) for directive in record["directives"]
        ]
        assert [span.text for span in doc.spans["deadlines"]] == [each["deadline"]["text"] for each in record["directives"] if "deadline" in each]
        assert [span.text for span in doc.spans["cues"]] == [each["cue"]["text"] for each in record["directives"] if "cue" in each]
        starts = {sentence["start"] for sentence in record["sentences"]}
        assert {sent.start_char for sent in doc.sents} - {0} == starts - {0}
        assert doc.user_data["chidao"] == record


def test_nested_entities_and_units(records: list[chidao.Record]) -> None:
    docs = [chidao.to_spacy(record, NLP) for record in records]
    assert any("entities_1" in doc.spans and len(doc.spans["entities_1"]) for doc in docs)
    units = {span.kb_id_ for doc in docs for name in doc.spans if name.startswith("entities") for span in doc.spans[name]} - {""}
    assert units == {entity["links"]["unit"]["code"] for record in records for entity in record["entities"] if "links" in entity}
    assert units


def test_docs_are_kept_by_docbin(records: list[chidao.Record]) -> None:
    doc = chidao.to_spacy(records[0], NLP)
    (kept,) = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(NLP.vocab)
    assert [(ent.text, ent.label_, ent.ent_id_) for ent in kept.ents] == [(ent.text, ent.label_, ent.ent_id_) for ent in doc.ents]
    for name in doc.spans:
        assert [(span.start, span.end, span.label_) for span in kept.spans[name]] == [(span.start, span.end, span.label_) for span in doc.spans[name]]


def test_other_units_are_refused(records: list[chidao.Record]) -> None:
    record = records[0].copy()
    record["offset_unit"] = "utf16"
    with pytest.raises(ValueError, match="utf16"):
        chidao.to_spacy(record, NLP)
