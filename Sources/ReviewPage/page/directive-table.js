/// All directives as rows that are filtered, sorted, and lead to their place in the text.
class DirectiveTable {
  static columns = [
    { name: "force", label: "Force" }, { name: "issuer", label: "Issuer" }, { name: "addressee", label: "Addressee" },
    { name: "action", label: "Action" }, { name: "deadline", label: "Deadline" }, { name: "basis", label: "Basis" }, { name: "article", label: "Article" },
  ];
  forces = new Set();
  order = null;
  isDescending = false;

  constructor(jump, openPosition) {
    this.jump = jump;
    this.openPosition = openPosition;
    const table = byId("directive-table");
    this.head = table.querySelector(".head");
    this.list = new VirtualList(table.querySelector(".virtual"), 74, (row, position) => this.#row(row, position));
    this.list.viewport.addEventListener("keydown", event => this.#key(event));
    for (const id of ["directive-search", "directive-deadline", "directive-here", "directive-undecided"]) byId(id).addEventListener("input", () => this.update());
    this.#drawHead();
    this.#drawForces();
    this.update();
  }

  update() {
    const words = folded(byId("directive-search").value).split(/\s+/).filter(Boolean);
    const [withDeadline, here, undecided] = ["directive-deadline", "directive-here", "directive-undecided"].map(id => byId(id).checked);
    const rows = index.directives.filter(row =>
      (!this.forces.size || this.forces.has(row.force)) && (!withDeadline || row.deadline) && (!here || row.article === this.openPosition()) &&
      (!undecided || !decisions.get(row.article, row.id)) && (!words.length || this.#matches(row, words)));
    if (this.order) {
      const key = { article: row => index.articles[row.article].title ?? index.articles[row.article].id, deadline: row => row.due ?? row.deadline }[this.order] ?? (row => row[this.order]);
      const collator = new Intl.Collator("vi");
      const sign = this.isDescending ? -1 : 1;
      // Rows without the field come last either way.
      rows.sort((a, b) => {
        const [left, right] = [key(a), key(b)];
        if (!left || !right) return left ? -1 : right ? 1 : a.position - b.position;
        return sign * collator.compare(left, right) || a.position - b.position;
      });
    }
    this.selected = 0;
    this.list.viewport.scrollTop = 0;
    this.list.items = rows;
    byId("directive-count").textContent = rows.length === index.directives.length ? plural(rows.length, "directive") : `${number(rows.length)} of ${plural(index.directives.length, "directive")}`;
  }

  /// Shows the rows of one force or with some words, from a plot.
  filter({ force, search }) {
    this.forces = new Set(force ? [force] : []);
    byId("directive-search").value = search ?? "";
    for (const id of ["directive-deadline", "directive-here", "directive-undecided"]) byId(id).checked = false;
    this.#drawForces();
    this.update();
  }

  #matches(row, words) {
    row.folded ??= folded([row.issuer, row.addressee, row.action, row.deadline, row.basis, index.articles[row.article].title, index.articles[row.article].id].filter(Boolean).join("\n"));
    return words.every(word => row.folded.includes(word));
  }

  #drawHead() {
    this.head.replaceChildren(...DirectiveTable.columns.map(({ name, label }) => element("button", {
      role: "columnheader", class: name, "data-column": name, "aria-sort": this.order === name ? (this.isDescending ? "descending" : "ascending") : "none",
      on: {
        click: () => {
          // Ascending, descending, then as found.
          if (this.order !== name) [this.order, this.isDescending] = [name, false];
          else if (!this.isDescending) this.isDescending = true;
          else this.order = null;
          this.#drawHead();
          this.update();
        },
      },
    }, label, element("span", { class: "arrow" }, this.order === name ? (this.isDescending ? "↓" : "↑") : ""))));
  }

  #drawForces() {
    const counts = Object.groupBy(index.directives, ({ force }) => force);
    byId("directive-forces").replaceChildren(...Object.keys(forces).filter(force => counts[force]).map(force => element("button", {
      "data-force": force, "aria-pressed": String(this.forces.has(force)), title: force,
      on: {
        click: () => {
          if (!this.forces.delete(force)) this.forces.add(force);
          this.#drawForces();
          this.update();
        },
      },
    }, forces[force], element("span", { class: "count" }, number(counts[force].length)))));
  }

  #row(row, position) {
    const article = index.articles[row.article];
    const decision = decisions.get(row.article, row.id);
    const shown = { ...row, ...decision?.fields };
    const cell = (name, ...children) => element("span", { role: "cell", class: name, dir: "auto" }, ...children);
    return element("div", {
      class: "row", role: "row", "data-state": decision?.verdict ?? "open", "aria-selected": position === this.selected ? "true" : "false",
      on: { click: () => this.jump(row.article, row.id) },
    },
      cell("force", element("span", { class: "chip", "data-force": shown.force, title: visible(shown.force) }, forces[shown.force] ?? visible(shown.force))),
      cell("issuer", visible(shown.issuer ?? "")), cell("addressee", visible(shown.addressee ?? "")),
      cell("action", visible(row.action)), cell("deadline", visible(shown.deadline ?? "")), cell("basis", visible(row.basis ?? "")),
      cell("article", titleOf(article)));
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      event.preventDefault();
      this.selected = Math.max(0, Math.min(this.list.items.length - 1, this.selected + step));
      this.list.refresh();
      this.list.reveal(this.selected);
    } else if (event.key === "Enter") {
      const row = this.list.items[this.selected];
      if (row) this.jump(row.article, row.id);
    }
  }
}
