/// The articles with their counts: found by title or name, ordered, opened.
class ArticleList {
  constructor(open) {
    this.open = open;
    this.list = new VirtualList(byId("article-list"), 72, article => this.#row(article));
    byId("article-search").addEventListener("input", () => this.update());
    byId("article-order").addEventListener("change", () => this.update());
    byId("article-search").addEventListener("keydown", event => {
      if (event.key === "Enter" && this.list.items.length) this.open(this.list.items[0].position);
    });
    this.update();
  }

  update() {
    const words = folded(byId("article-search").value.trim());
    const order = byId("article-order").value;
    let items = index.articles;
    if (words) items = items.filter(article => (article.folded ??= folded((article.title ?? "") + " " + article.id)).includes(words));
    const orders = {
      directives: (a, b) => b.directives - a.directives,
      newest: (a, b) => (b.published ?? "").localeCompare(a.published ?? ""),
      undecided: (a, b) => decisions.isComplete(a.position) - decisions.isComplete(b.position),
    };
    if (orders[order]) items = [...items].sort(orders[order]);
    this.list.items = items;
    byId("article-count").textContent =
      items.length === index.articles.length ? plural(items.length, "article") : `${number(items.length)} of ${plural(index.articles.length, "article")}`;
  }

  select(position) {
    this.selected = position;
    this.list.refresh();
    const row = this.list.items.findIndex(article => article.position === position);
    if (row >= 0) this.list.reveal(row);
  }

  /// Opens the article `step` further in the list as it is shown.
  move(step) {
    const row = this.list.items.findIndex(article => article.position === this.selected);
    const next = this.list.items[row < 0 ? 0 : row + step];
    if (next) this.open(next.position);
  }

  #row(article) {
    const entities = Object.values(article.entities).reduce((sum, count) => sum + count, 0);
    const decided = decisions.decidedCount(article.position);
    const isComplete = decisions.isComplete(article.position);
    return element("div", {
      class: "article-row", role: "option", title: visible(article.id), "aria-selected": article.position === this.selected ? "true" : "false",
      on: { click: () => this.open(article.position) },
    },
      element("span", { class: "title" }, titleOf(article)),
      element("span", { class: "meta" },
        article.published ? element("time", {}, visible(article.published.slice(0, 10))) : null,
        element("span", { class: "count directives" }, plural(article.directives, "directive")),
        element("span", { class: "count" }, plural(entities, "entity", "entities")),
        isComplete ? element("span", { class: "done" }, "✓ reviewed") : decided ? element("span", { class: "part" }, `${number(decided)} decided`) : null));
  }
}
