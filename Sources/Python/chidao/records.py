"""The record, version 1, as types. Absent keys are unknown, never None.

`start`/`end` are half-open offsets in code points of `text`, so `record["text"][start:end]` is the span;
`source_start`/`source_end` are half-open byte offsets into the source.
"""

from typing import Literal, NotRequired, TypedDict

EntityType = Literal["PERSON", "ORGANIZATION", "LOCATION", "ROLE", "LEGAL_DOCUMENT", "LEGAL_PROVISION", "DATE", "EVENT", "PROGRAM"]
Force = Literal["order", "assign", "request", "propose", "emphasis", "appeal", "prohibit", "duty"]
SentenceKind = Literal["headline", "body", "caption", "list_item", "byline", "dateline"]
RelationType = Literal["holds_role", "role_at", "part_of", "located_in", "issued_by", "issued_on", "provision_of"]


class Source(TypedDict):
    path: str
    bytes: int
    sha256: str
    encoding: str
    encoding_confidence: float


class Metadata(TypedDict):
    title: NotRequired[str]
    published: NotRequired[str]
    byline: NotRequired[str]


class Normalization(TypedDict):
    form: Literal["NFC"]
    changes: dict[str, int]
    tone_style: NotRequired[Literal["old", "new", "mixed"]]


class Span(TypedDict):
    id: str
    start: int
    end: int
    source_start: int
    source_end: int


class Sentence(Span):
    kind: SentenceKind


class DocumentNumber(TypedDict):
    type: NotRequired[str]
    number: str
    year: NotRequired[int]
    issuer: NotRequired[str]
    system: Literal["state", "party", "assembly", "correspondence"]


class UnitLink(TypedDict):
    code: str
    became: NotRequired[str]


class Links(TypedDict):
    unit: UnitLink


class Entity(Span):
    type: EntityType
    text: str
    canonical: NotRequired[str]
    cluster: NotRequired[str]
    value: NotRequired[str | DocumentNumber]
    links: NotRequired[Links]
    parent: NotRequired[str]
    rule: str
    confidence: float


# "from" is a word of Python's, so this type has no class form.
Relation = TypedDict("Relation", {"type": RelationType, "from": str, "to": str})


class Cue(TypedDict):
    start: int
    end: int
    text: str


class Issuer(TypedDict):
    text: str
    start: NotRequired[int]
    end: NotRequired[int]
    entity: NotRequired[str]
    role: NotRequired[str]


class Addressee(TypedDict):
    text: str
    start: NotRequired[int]
    end: NotRequired[int]
    entity: NotRequired[str]
    part: Literal["lead", "support"]


class Deadline(TypedDict):
    text: str
    start: int
    end: int
    value: NotRequired[str]


class Directive(Span):
    text: str
    sentence: str
    force: Force
    cue: NotRequired[Cue]
    issuer: NotRequired[Issuer]
    addressees: list[Addressee]
    deadline: NotRequired[Deadline]
    basis: list[str]
    continues: NotRequired[str]
    quoted: bool
    rule: str
    confidence: float


class Record(TypedDict):
    schema_version: Literal["1.0"]
    doc_id: str
    source: Source
    metadata: Metadata
    offset_unit: Literal["code_point", "utf8", "utf16"]
    text: str
    normalization: Normalization
    sentences: list[Sentence]
    entities: list[Entity]
    relations: list[Relation]
    directives: list[Directive]
    warnings: list[str]
