/// The panel beside the text: what is known of the current mark, its review, and the article's directives.
class Inspector {
  /// What is being edited: { mark | null, kind, start, end, fields }.
  draft = null;

  constructor(panel, text) {
    this.panel = panel;
    this.text = text;
    text.addEventListener("current", () => {
      this.draft = null;
      this.render();
    });
    text.addEventListener("selection", () => this.#takeSelection());
  }

  get mark() {
    return this.text.current ? this.text.markOf(this.text.current) : null;
  }

  render() {
    const { article } = this.text;
    if (!article) return;
    this.text.showDraft(this.draft);
    const parts = this.draft ? [this.#form()] : this.mark ? [this.#details(this.mark)] : [this.#summary(article)];
    this.panel.replaceChildren(...parts, this.#directives(article));
  }

  // Decisions

  accept() {
    this.#decide("accept");
  }

  reject() {
    this.#decide("reject");
  }

  #decide(verdict) {
    const { mark } = this;
    if (!mark) return;
    // An addition has no span of the record to judge: rejecting takes it back.
    if (mark.state === "add") {
      if (verdict === "reject") this.takeBack();
      return;
    }
    decisions.set(this.text.article.position, mark.key, { kind: mark.kind, verdict, text: this.text.article.text.slice(mark.found.start, mark.found.end) });
    this.text.move(1, ({ state, kind }) => state === "open" && kind === mark.kind) || this.render();
  }

  takeBack() {
    const { mark } = this;
    if (mark) decisions.remove(this.text.article.position, mark.key);
  }

  toggleComplete() {
    if (!this.text.article) return;
    const { position } = this.text.article;
    if (decisions.isComplete(position)) decisions.remove(position, "article");
    else decisions.set(position, "article", { kind: "article", verdict: "complete" });
  }

  correct() {
    const { mark } = this;
    if (!mark) return;
    const { start, end, kind, type, force, issuer, addressee, deadline } = mark;
    this.draft = { mark, kind, start, end, fields: kind === "entity" ? { type } : { force, issuer, addressee, deadline } };
    this.render();
    this.panel.querySelector("select")?.focus();
  }

  /// Begins an addition from what is selected in the text, or else from the current span.
  add(kind = "entity") {
    const selection = this.draft && !this.draft.mark ? this.draft : this.text.selection() ?? this.mark;
    if (!selection) return false;
    const fields = kind === "entity" ? { type: "ORGANIZATION" } : { force: "request", issuer: this.#lastIssuer(selection.start), addressee: "", deadline: "" };
    this.draft = { mark: null, kind, start: selection.start, end: selection.end, fields };
    this.render();
    return true;
  }

  /// Who speaks in the directive before: a good guess for one that was missed.
  #lastIssuer(start) {
    return this.text.marks.filter(mark => mark.kind === "directive" && mark.start < start).at(-1)?.issuer ?? "";
  }

  #takeSelection() {
    const selection = this.text.selection();
    if (!selection) return;
    if (this.draft) {
      Object.assign(this.draft, { start: selection.start, end: selection.end });
      this.render();
    } else this.add();
  }

  save() {
    const { draft } = this;
    if (!draft) return;
    const { article } = this.text;
    const found = draft.mark?.found;
    const [start, end] = [toCodePoints(article, draft.start), toCodePoints(article, draft.end)];
    const text = article.text.slice(draft.start, draft.end);
    let fields = { start, end, ...draft.fields };
    if (found) {
      // Only what differs from the record is a correction.
      const before = {
        start: toCodePoints(article, found.start), end: toCodePoints(article, found.end), type: found.type, force: found.force,
        issuer: found.issuer?.text ?? "", addressee: found.addressees?.[0]?.text ?? "", deadline: found.deadline?.text ?? "",
      };
      fields = Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== before[name]));
    } else fields = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
    this.draft = null;
    getSelection().removeAllRanges();
    const decision = found
      ? Object.keys(fields).length ? { kind: draft.kind, verdict: "correct", fields, text } : { kind: draft.kind, verdict: "accept", text }
      : { kind: draft.kind, verdict: "add", fields, text };
    const key = decisions.set(article.position, draft.mark?.key, decision);
    this.text.select(key, { scroll: false });
  }

  cancel() {
    this.draft = null;
    getSelection().removeAllRanges();
    this.render();
  }

  // Parts

  #button(label, key, action, attributes = {}) {
    return element("button", { ...attributes, on: { click: action } }, label, key ? element("kbd", {}, key) : null);
  }

  #details(mark) {
    const { found } = mark;
    const { article } = this.text;
    const rows = [];
    const row = (name, value) => value === undefined || value === "" || rows.push(element("dt", {}, name), element("dd", {}, value));
    if (mark.kind === "directive") {
      row("force", `${visible(mark.force)} · ${forces[mark.force] ?? ""}`);
      row("issuer", visible(mark.issuer) || "—");
      row("addressee", visible(mark.addressee) || "—");
      row("deadline", mark.deadline ? visible(mark.deadline) + (found?.deadline?.value ? ` (${found.deadline.value})` : "") : "—");
      if (found?.cue) row("cue", visible(found.cue.text));
      if (found?.quoted) row("quoted", "yes");
    } else for (const [name, value] of Object.entries(found?.details ?? {})) row(name, visible(value));
    if (found) row("rule", `${visible(found.rule)} · ${Math.round(found.confidence * 100)} %`);
    return element("section", { class: "details", "data-state": mark.state },
      element("h2", {}, this.#swatch(mark), mark.kind === "entity" ? entityTypes[mark.type]?.name ?? visible(mark.type) : "Directive", element("span", { class: "state" }, stateNames[mark.state])),
      element("blockquote", { dir: "auto" }, visible(article.text.slice(mark.start, mark.end))),
      element("div", { class: "verdicts" },
        mark.state === "add" ? null : this.#button("Accept", "a", () => this.accept(), { "data-verdict": "accept", "aria-pressed": String(mark.state === "accept") }),
        this.#button(mark.state === "add" ? "Take back" : "Reject", "x", () => this.reject(), { "data-verdict": "reject", "aria-pressed": String(mark.state === "reject") }),
        mark.state === "add" ? null : this.#button("Correct", "c", () => this.correct(), { "data-verdict": "correct", "aria-pressed": String(mark.state === "correct") }),
        mark.state === "open" || mark.state === "add" ? null : this.#button("Take back", "", () => this.takeBack(), { "data-verdict": "undo" })),
      element("dl", {}, ...rows),
      this.#connections(article, mark));
  }

  #swatch(mark) {
    return element("span", { class: "swatch " + mark.kind, "data-type": mark.type ?? null, "data-force": mark.force ?? null });
  }

  #connections(article, mark) {
    const rows = connectionsOf(article, mark).map(({ label, key, start, end, isIncoming, isMate }) => {
      const target = key ? article.byTarget.get(key) : { start, end };
      if (!target) return null;
      const go = () => {
        if (key) this.text.select(key);
        else this.text.reveal(this.text.range(start, end)?.startContainer.parentElement);
      };
      return element("li", {}, this.#link(go, element("span", { class: "label" }, isMate ? "also" : (isIncoming ? "← " : "→ ") + label), " " + shortened(article.text.slice(target.start, target.end))));
    }).filter(Boolean);
    if (!rows.length) return null;
    const shown = rows.slice(0, 12);
    if (rows.length > shown.length) shown.push(element("li", { class: "note" }, `and ${rows.length - shown.length} more`));
    return element("div", { class: "tied" }, element("h3", {}, "Tied to ", element("kbd", {}, "r")), element("ul", {}, ...shown));
  }

  #link(action, ...children) {
    return element("button", { class: "link", on: { click: action } }, ...children);
  }

  #summary(article) {
    const isComplete = decisions.isComplete(article.position);
    const total = article.entities.length + article.directives.length;
    const kinds = Object.keys(entityTypes).filter(type => article.entities.some(entity => entity.type === type));
    return element("section", { class: "summary" },
      element("h2", {}, titleOf(article)),
      element("p", { class: "note" }, `${number(decisions.decidedCount(article.position))} of ${plural(total, "span")} decided. Select a span to review it, or text to add one.`),
      element("div", { class: "legend" }, ...kinds.map(type => element("span", {}, this.#swatch({ kind: "entity", type }), entityTypes[type].name))),
      element("div", { class: "verdicts" },
        this.#button(isComplete ? "✓ Reviewed" : "Article is reviewed", "m", () => this.toggleComplete(), { "data-verdict": "complete", "aria-pressed": String(isComplete) })),
      element("p", { class: "note" }, isComplete ? "What has no decision counts as accepted, and nothing is missing." : "Then what has no decision counts as accepted."));
  }

  #form() {
    const { draft } = this;
    const { article } = this.text;
    const field = (name, label, control) => element("label", {}, element("span", {}, label), control);
    const choice = (name, options) => element("select", { name },
      ...Object.entries(options).map(([value, label]) => element("option", { value, selected: draft.fields[name] === value }, label)));
    const entry = (name, list) => element("input", { name, list, autocomplete: "off", spellcheck: "false", value: draft.fields[name] });
    const names = [...new Set(article.entities.filter(({ type }) => ["PERSON", "ORGANIZATION", "ROLE", "LEGAL_DOCUMENT"].includes(type)).map(({ start, end }) => article.text.slice(start, end)))];
    const deadlines = [...new Set(article.entities.filter(({ type }) => type === "DATE").map(({ start, end }) => article.text.slice(start, end)))];
    const options = (id, values) => element("datalist", { id }, ...values.slice(0, 200).map(value => element("option", { value: visible(value) })));
    const fields = draft.kind === "entity"
      ? [field("type", "Type", choice("type", Object.fromEntries(Object.entries(entityTypes).map(([type, { name }]) => [type, name]))))]
      : [
        field("force", "Force", choice("force", Object.fromEntries(Object.entries(forces).map(([force, label]) => [force, `${force} · ${label}`])))),
        field("issuer", "Issuer", entry("issuer", "names")), field("addressee", "Addressee", entry("addressee", "names")), field("deadline", "Deadline", entry("deadline", "deadlines")),
        options("names", names), options("deadlines", deadlines),
      ];
    const step = (side, by, label) => element("button", { type: "button", class: "step", title: label, "aria-label": label, on: { click: () => this.#stretch(side, by) } }, by < 0 ? "◂" : "▸");
    const take = ({ target }) => {
      if (target.name) draft.fields[target.name] = target.value.trim();
    };
    const submit = event => {
      event.preventDefault();
      this.save();
    };
    return element("form", { class: "details", on: { input: take, change: take, submit } },
      element("h2", {}, draft.mark ? "Correct" : "Add what is missing"),
      draft.mark ? null : element("div", { class: "chips", role: "group" }, ...["entity", "directive"].map(kind =>
        element("button", { type: "button", "data-kind": kind, "aria-pressed": String(draft.kind === kind), on: { click: () => this.add(kind) } }, kind))),
      element("blockquote", { dir: "auto" }, visible(article.text.slice(draft.start, draft.end))),
      element("div", { class: "stretch" },
        element("span", {}, "start ", step("start", -1, "Start a word earlier"), step("start", 1, "Start a word later")),
        element("span", {}, "end ", step("end", -1, "End a word earlier"), step("end", 1, "End a word later"))),
      this.#crossing() ?? element("p", { class: "note" }, "Or select the right words in the text."),
      ...fields,
      element("div", { class: "verdicts" },
        element("button", { type: "submit", class: "primary", "data-verdict": "save" }, draft.mark ? "Save correction" : "Add"),
        this.#button("Cancel", "Esc", () => this.cancel(), { type: "button" })));
  }

  /// Gold has no entities that cross.
  #crossing() {
    const { start, end, kind, mark } = this.draft;
    const other = kind === "entity" && this.text.marks.find(other => other.kind === "entity" && other.state !== "reject" && other.key !== mark?.key &&
      ((other.start < start && start < other.end && other.end < end) || (start < other.start && other.start < end && end < other.end)));
    return other ? element("p", { class: "warning" }, `Crosses “${shortened(this.text.article.text.slice(other.start, other.end))}”.`) : null;
  }

  /// Moves one end of the draft by a word.
  #stretch(side, by) {
    const { draft } = this;
    const { text } = this.text.article;
    const isWord = offset => offset >= 0 && offset < text.length && /[\p{L}\p{N}\p{M}]/u.test(text[offset]);
    let at = draft[side];
    if (by > 0) {
      while (at < text.length && isWord(at)) at++;
      while (at < text.length && !isWord(at)) at++;
      if (side === "end") while (at < text.length && isWord(at)) at++;
      if (side === "end" && at > draft.end) { let end = draft.end; while (end < text.length && !isWord(end)) end++; while (end < text.length && isWord(end)) end++; at = end; }
    } else {
      while (at > 0 && !isWord(at - 1)) at--;
      while (at > 0 && isWord(at - 1)) at--;
      if (side === "end") while (at > 0 && !isWord(at - 1)) at--;
    }
    const moved = { ...draft, [side]: at };
    if (moved.start < moved.end && !text.slice(moved.start, moved.end).includes("\n")) draft[side] = at;
    const { title } = document.activeElement;
    this.render();
    [...this.panel.querySelectorAll(".step")].find(button => button.title === title)?.focus();
  }

  #directives(article) {
    const marks = this.text.marks.filter(({ kind }) => kind === "directive");
    if (!marks.length) return element("section", { class: "cards" }, element("h2", {}, "No directives"));
    return element("section", { class: "cards" },
      element("h2", {}, plural(marks.length, "directive")),
      ...marks.slice(0, 200).map(mark => element("button", {
        class: "card", "data-state": mark.state, "data-force": mark.force, "aria-current": mark.key === this.text.current ? "true" : null, on: { click: () => this.text.select(mark.key) },
      },
        element("span", { class: "force" }, forces[mark.force] ?? visible(mark.force)),
        element("span", { class: "who" }, `${visible(mark.issuer) || "—"} → ${visible(mark.addressee) || "—"}`),
        element("span", { class: "what" }, shortened(article.text.slice(mark.start, mark.end), 160)),
        mark.deadline ? element("span", { class: "when" }, visible(mark.deadline)) : null)));
  }
}

const stateNames = { open: "", accept: "accepted", reject: "rejected", correct: "corrected", add: "added" };

function shortened(text, length = 80) {
  const line = visible(text).replace(/\s+/g, " ");
  return line.length > length ? line.slice(0, length - 1).trimEnd() + "…" : line;
}
