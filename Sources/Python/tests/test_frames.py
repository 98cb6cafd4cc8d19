import chidao
import pandas
from chidao._frames import TEXT_COLUMNS


def test_a_row_a_directive(records: list[chidao.Record]) -> None:
    frame = chidao.directives_frame(records)
    directives = [(record, directive) for record in records for directive in record["directives"]]
    assert len(frame) == len(directives) > 20
    for (record, directive), row in zip(directives, frame.itertuples()):
        assert (row.doc_id, row.id, row.force, row.action) == (record["doc_id"], directive["id"], directive["force"], directive["text"])
        assert record["text"][row.start : row.end] == row.action
        entities = {entity["id"]: entity["text"] for entity in record["entities"]}
        for name, value in {
            "issuer": directive.get("issuer", {}).get("text"),
            "addressees": "; ".join(party["text"] for party in directive["addressees"]) or None,
            "deadline_date": directive.get("deadline", {}).get("value"),
            "basis": "; ".join(entities[id] for id in directive["basis"]) or None,
        }.items():
            found = getattr(row, name)
            assert (None if found is pandas.NA else found) == value, (row.doc_id, row.id, name)
    for column in ["issuer", "addressees", "deadline", "deadline_date", "basis"]:
        assert frame[column].notna().any(), column
    assert frame["deadline"].isna().any()


def test_columns_and_types_stay_without_rows(records: list[chidao.Record]) -> None:
    empty, full = chidao.directives_frame([]), chidao.directives_frame(records)
    assert len(empty) == 0
    assert list(empty.dtypes.items()) == list(full.dtypes.items())
    assert all(full[column].dtype == "string" for column in TEXT_COLUMNS)
    assert full["start"].dtype == "int64"


def test_a_question_in_one_line() -> None:
    text = "Chủ tịch UBND tỉnh yêu cầu Sở Y tế báo cáo trước ngày 30/6; Sở Xây dựng rà soát."
    frame = chidao.directives_frame(chidao.annotate({"id": "a", "text": text, "published": "2025-03-12"}))
    assert set(frame["published"]) == {"2025-03-12"}
    late = frame[frame["deadline_date"] < "2025-07-01"]
    assert late["addressees"].tolist() == ["Sở Y tế"]
