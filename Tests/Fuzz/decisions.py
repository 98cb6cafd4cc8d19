"""Standard input's record, then a decision on each of its spans in turn of verdicts, as the fuzzer's target `decisions` reads them."""
import json, sys

line = sys.stdin.readline().rstrip("\n")
record = json.loads(line)
decisions = []
for number, (kind, span) in enumerate([("entity", e) for e in record["entities"]] + [("directive", d) for d in record["directives"]]):
    verdict = ["accept", "reject", "correct"][number % 3]
    fields = {"fields": {"start": span["start"], "end": span["end"], **({"type": "EVENT"} if kind == "entity" else {"force": "duty", "issuer": ""})}} if verdict == "correct" else {}
    decisions.append({"kind": kind, "target": span["id"], "verdict": verdict, **fields})
decisions.append({"kind": "entity", "verdict": "add", "fields": {"start": 0, "end": 3, "type": "PERSON"}})
decisions.append({"kind": "directive", "verdict": "add", "fields": {"start": 4, "end": 9, "force": "order", "addressee": "Sở Y tế"}})
decisions.append({"kind": "article", "verdict": "complete"})
print(line)
for decision in decisions:
    print("{…," + json.dumps(decision, ensure_ascii=False, separators=(",", ":"))[1:])
