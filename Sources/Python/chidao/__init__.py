"""Who was told to do what: entities and directives of Vietnamese official articles.

`annotate` yields records; their form is `chidao.records.Record`. `to_spacy` makes a spaCy Doc of a record (extra `spacy`),
`directives_frame` a pandas frame of the directives of many (extra `pandas`), `chidao.spark` runs on a cluster (extra `spark`).
"""

from ._annotate import Article, DocumentFailure, annotate
from ._frames import directives_frame
from ._spacy import to_spacy
from ._stream import ChidaoError
from .records import Record

__all__ = ["Article", "ChidaoError", "DocumentFailure", "Record", "annotate", "directives_frame", "to_spacy"]
