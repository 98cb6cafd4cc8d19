/// A list of rows of one height of which only those in sight are drawn.
class VirtualList {
  #items = [];
  #drawn = new Map();

  /// `draw(item, position)` makes the element of one row.
  constructor(viewport, rowHeight, draw) {
    this.viewport = viewport;
    this.rowHeight = rowHeight;
    this.draw = draw;
    this.sheet = element("div", { class: "sheet", role: "presentation" });
    viewport.append(this.sheet);
    viewport.addEventListener("scroll", () => this.#show(), { passive: true });
    new ResizeObserver(() => this.#show()).observe(viewport);
  }

  get items() {
    return this.#items;
  }

  set items(items) {
    this.#items = items;
    this.sheet.style.height = items.length * this.rowHeight + "px";
    this.refresh();
  }

  /// Draws the rows in sight anew.
  refresh() {
    this.sheet.replaceChildren();
    this.#drawn.clear();
    this.#show();
  }

  reveal(position) {
    const top = position * this.rowHeight;
    const { scrollTop, clientHeight } = this.viewport;
    if (top < scrollTop) this.viewport.scrollTop = top;
    else if (top + this.rowHeight > scrollTop + clientHeight) this.viewport.scrollTop = top + this.rowHeight - clientHeight;
    this.#show();
  }

  #show() {
    const { scrollTop, clientHeight } = this.viewport;
    if (!clientHeight) return;
    const first = Math.max(0, Math.floor(scrollTop / this.rowHeight) - 6);
    const past = Math.min(this.#items.length, Math.ceil((scrollTop + clientHeight) / this.rowHeight) + 6);
    for (const [position, row] of this.#drawn) {
      if (position >= first && position < past) continue;
      row.remove();
      this.#drawn.delete(position);
    }
    for (let position = first; position < past; position++) {
      if (this.#drawn.has(position)) continue;
      const row = this.draw(this.#items[position], position);
      row.style.transform = `translateY(${position * this.rowHeight}px)`;
      this.#drawn.set(position, row);
      this.sheet.append(row);
    }
  }
}
