/// What the reviewer decided. One decision a target: an entity or directive of a record ("e4", "d0"), one that was
/// missing ("+1"), or the whole article ("article"). `fields` hold offsets in code points, as they are saved.
class Decisions extends EventTarget {
  #byArticle = new Map();
  #added = 0;
  /// [position, target, the decision before], the last at the end.
  #history = [];
  #storageKey = "chidao-review " + index.articles.length + " " + (index.articles[0]?.sha256 ?? "");

  of(position) {
    return this.#byArticle.get(position) ?? new Map();
  }

  get(position, target) {
    return this.of(position).get(target);
  }

  get count() {
    let count = 0;
    for (const decisions of this.#byArticle.values()) count += decisions.size;
    return count;
  }

  /// How many decisions of each verdict there are.
  get tally() {
    const tally = { accept: 0, reject: 0, correct: 0, add: 0, complete: 0 };
    for (const decisions of this.#byArticle.values()) for (const { verdict } of decisions.values()) tally[verdict]++;
    return tally;
  }

  isComplete(position) {
    return this.of(position).has("article");
  }

  /// Entities and directives of the record that have a decision.
  decidedCount(position) {
    let count = 0;
    for (const { verdict } of this.of(position).values()) if (verdict !== "add" && verdict !== "complete") count++;
    return count;
  }

  /// decision: { kind, verdict, fields?, text? }. Answers the target.
  set(position, target, decision) {
    target ??= "+" + ++this.#added;
    this.#history.push([position, target, this.get(position, target)]);
    this.#put(position, target, decision);
    return target;
  }

  remove(position, target) {
    if (!this.get(position, target)) return;
    this.#history.push([position, target, this.get(position, target)]);
    this.#put(position, target, undefined);
  }

  /// Takes the last step back. Answers whose it was, or null.
  undo() {
    if (!this.#history.length) return null;
    const [position, target, before] = this.#history.pop();
    this.#put(position, target, before);
    return { position, target };
  }

  #put(position, target, decision) {
    if (!this.#byArticle.has(position)) this.#byArticle.set(position, new Map());
    if (decision) this.#byArticle.get(position).set(target, decision);
    else this.#byArticle.get(position).delete(target);
    this.#changed(position);
  }

  /// JSON Lines, in the order of the articles.
  serialize() {
    const lines = [];
    for (const position of [...this.#byArticle.keys()].sort((a, b) => a - b)) {
      const { id, sha256 } = index.articles[position];
      for (const [target, { kind, verdict, fields, text }] of this.#byArticle.get(position)) {
        const isOfRecord = verdict !== "add" && verdict !== "complete";
        lines.push(JSON.stringify({
          schema_version: "1.0", doc_id: id, record_sha256: sha256, kind, target: isOfRecord ? target : undefined, verdict, fields, text,
        }));
      }
    }
    return lines.map(line => line + "\n").join("");
  }

  /// Takes over the decisions of a saved file. Answers how many were loaded and what was not, by line.
  load(content) {
    const positions = new Map(index.articles.map(({ sha256, position }) => [sha256, position]));
    const ids = new Set(index.articles.map(({ id }) => id));
    const problems = [];
    const known = new Set([...this.#byArticle].flatMap(([position, decisions]) => [...decisions.values()].filter(({ verdict }) => verdict === "add").map(({ kind, fields }) => JSON.stringify([position, kind, fields]))));
    let loaded = 0;
    content.split("\n").forEach((line, lineNumber) => {
      if (!line.trim()) return;
      try {
        const { doc_id, record_sha256, kind, target, verdict, fields, text } = JSON.parse(line);
        const position = positions.get(record_sha256);
        if (position === undefined) throw new Error(ids.has(doc_id) ? `${doc_id} has changed since` : `no article ${doc_id} here`);
        if (!["accept", "reject", "correct", "add", "complete"].includes(verdict)) throw new Error(`unknown verdict ${verdict}`);
        if (!["entity", "directive", "article"].includes(kind)) throw new Error(`unknown kind ${kind}`);
        for (const [name, value] of Object.entries(fields ?? {})) {
          if (name === "start" || name === "end" ? !Number.isInteger(value) : typeof value !== "string") throw new Error(`not a ${name}: ${value}`);
        }
        if (verdict === "add") {
          if (fields?.start === undefined || fields?.end === undefined) throw new Error("no start and end");
          const key = JSON.stringify([position, kind, fields]);
          if (known.has(key)) return;
          known.add(key);
        } else if (verdict !== "complete" && !/^[ed]\d+$/.test(target)) throw new Error(`unknown target ${target}`);
        const key = verdict === "add" ? "+" + ++this.#added : verdict === "complete" ? "article" : target;
        if (!this.#byArticle.has(position)) this.#byArticle.set(position, new Map());
        this.#byArticle.get(position).set(key, { kind, verdict, fields, text });
        loaded++;
      } catch (error) {
        problems.push(`line ${lineNumber + 1}: ${error.message}`);
      }
    });
    this.#changed(null);
    return { loaded, problems };
  }

  /// What this browser kept of an earlier visit, so that a closed window loses nothing.
  restore() {
    try {
      const kept = localStorage.getItem(this.#storageKey);
      return kept ? this.load(kept).loaded : 0;
    } catch {
      return 0;
    }
  }

  #keep() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      try {
        localStorage.setItem(this.#storageKey, this.serialize());
      } catch {
        this.isKept = false;
      }
    }, 300);
  }

  #changed(position) {
    this.#keep();
    this.dispatchEvent(new CustomEvent("change", { detail: position }));
  }
}

const decisions = new Decisions();

/// What stands in the text after the decisions: every entity and directive as found, corrected or added.
/// Offsets in UTF-16 units. `state` is the verdict, or "open".
function marksOf(article) {
  const made = decisions.of(article.position);
  const marks = [];
  const mark = (key, kind, found, decision) => {
    const { start, end, ...fields } = decision?.fields ?? {};
    marks.push({
      key, kind, found, state: decision?.verdict ?? "open",
      start: start === undefined ? found.start : toUnits(article, start),
      end: end === undefined ? found.end : toUnits(article, end),
      type: fields.type ?? found?.type, force: fields.force ?? found?.force,
      issuer: fields.issuer ?? found?.issuer?.text ?? "",
      addressee: fields.addressee ?? found?.addressees?.[0]?.text ?? "",
      deadline: fields.deadline ?? found?.deadline?.text ?? "",
    });
  };
  for (const entity of article.entities) mark(entity.id, "entity", entity, made.get(entity.id));
  for (const directive of article.directives) mark(directive.id, "directive", directive, made.get(directive.id));
  for (const [key, decision] of made) if (decision.verdict === "add") mark(key, decision.kind, undefined, decision);
  return marks
    .filter(({ start, end }) => start >= 0 && start < end && end <= article.text.length)
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
}
