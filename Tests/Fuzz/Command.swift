// What the intake needs of the command it is part of.
enum Reading { enum Format { case auto, text, html, jsonl } }
