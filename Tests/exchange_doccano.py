"""doccano's own import, database and export, on SQLite; see exchange.sh."""
import importlib.util, json, os, pathlib, subprocess, sys, zipfile

chidao, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
backend = pathlib.Path(importlib.util.find_spec("backend").origin).parent
sys.path.insert(0, str(backend))
os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.development", "DATABASE_URL": f"sqlite:///{work}/doccano.sqlite3"}
import django

django.setup()
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command

settings.MEDIA_ROOT = str(work / "media")
call_command("migrate", verbosity=0)
call_command("create_roles", verbosity=0)
from data_export.celery_tasks import export_dataset
from data_import.datasets import load_dataset
from data_import.pipeline.catalog import RELATION_EXTRACTION, create_file_format
from data_import.pipeline.readers import FileName
from projects.models import SequenceLabelingProject
from examples.models import Example
from labels.models import Span


def run(*arguments):
    return subprocess.run([chidao, *map(str, arguments)], check=True, capture_output=True).stdout


records_file = work / "records.jsonl"
records = {r["doc_id"]: r for r in map(json.loads, records_file.read_text(encoding="utf-8").rstrip("\n").split("\n"))}
exported = work / "doccano.jsonl"
run("export", records_file, "--to", "doccano", "-o", exported)

user = User.objects.create_superuser("reviewer")
project = SequenceLabelingProject.objects.create(
    name="test", description="test", created_by=user, project_type="SequenceLabeling", use_relation=True, allow_overlapping=True, collaborative_annotation=True)
file = FileName(str(exported), exported.name, exported.name)
dataset = load_dataset(RELATION_EXTRACTION, create_file_format("JSONL"), [file], project, encoding="utf-8")
dataset.save(user)
assert not dataset.errors, dataset.errors
assert Example.objects.count() == len(records)

# What doccano holds: UTF-16 offsets, as its page counts them.
count = 0
for example in Example.objects.all():
    utf16 = example.text.encode("utf-16-le")
    want = records[example.meta["doc_id"]]
    assert example.text == want["text"]
    got = sorted((s.label.text, utf16[2 * s.start_offset:2 * s.end_offset].decode("utf-16-le")) for s in Span.objects.filter(example=example))
    got = [pair for pair in got if pair[0] not in ("ADDRESSEE", "CUE", "DEADLINE", "ISSUER")]
    assert got == sorted([(e["type"], e["text"]) for e in want["entities"]] + [("directive:" + d["force"], d["text"]) for d in want["directives"]]), example.meta
    count += len(got)

archive = export_dataset(project.id, "JSONL", False)
back = work / "doccano-back.jsonl"
with zipfile.ZipFile(archive) as files:
    back.write_bytes(files.read("all.jsonl"))
run("import", back, "--from", "doccano", "-o", work / "gold-doccano")
run("import", exported, "--from", "doccano", "-o", work / "gold-direct")
for name in records:
    through, direct = ((work / folder / (name[:-4] + ".json")).read_text(encoding="utf-8") for folder in ("gold-doccano", "gold-direct"))
    assert json.loads(through) == json.loads(direct), name
print(f"{count} spans through doccano 1.8.4's import, database and export, and back as gold")
