/// The open article: its text with every entity and directive marked, one of which is current.
class ArticleText extends EventTarget {
  article = null;
  marks = [];
  current = null;
  /// Text nodes and named characters in order, each with where it starts in the article's text.
  #leaves = [];
  #starts = new WeakMap();

  constructor(container) {
    super();
    this.container = container;
    container.addEventListener("click", event => {
      if (!getSelection().isCollapsed) return;
      const key = this.#keyAt(event.target);
      if (key) this.select(key);
    });
    container.addEventListener("pointerover", event => this.#hover(this.#keyAt(event.target)));
    container.addEventListener("pointerleave", () => this.#hover(null));
    container.addEventListener("focusin", event => {
      const key = this.#keyAt(event.target);
      if (key && key !== this.current) this.select(key, { scroll: false });
    });
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.dispatchEvent(new Event("selection")), 150);
    });
  }

  show(article) {
    this.article = article;
    this.current = null;
    this.hovered = null;
    this.container.scrollTop = 0;
    this.render();
    this.dispatchEvent(new Event("current"));
  }

  /// Brings the marks up to date after a decision; draws the text anew only when spans moved.
  update() {
    const shape = marks => marks.map(({ key, start, end, type, force }) => [key, start, end, type, force].join()).join(";");
    const marks = marksOf(this.article);
    if (shape(marks) !== shape(this.marks)) {
      const { scrollTop } = this.container;
      this.render();
      this.container.scrollTop = scrollTop;
      return;
    }
    const before = new Map(this.marks.map(mark => [mark.key, mark.state]));
    this.marks = marks;
    for (const { key, state } of marks) if (before.get(key) !== state) for (const node of this.elementsOf(key)) node.dataset.state = state;
  }

  render() {
    const { article } = this;
    this.marks = marksOf(article);
    this.#leaves = [];
    const sheet = element("div", { class: "sheet" }, this.#head(article));
    let part, partStart;
    let mark = 0;
    let open = [];
    for (let start = 0; start <= article.text.length;) {
      let end = article.text.indexOf("\n", start);
      if (end < 0) end = article.text.length;
      open = open.filter(({ end }) => end > start);
      while (mark < this.marks.length && this.marks[mark].start < end) open.push(this.marks[mark++]);
      if (article.text.slice(start, end).trim()) {
        const first = start + article.text.slice(start, end).search(/\S/);
        const paragraph = element("p", { dir: "auto", class: article.kinds.get(first) });
        this.#fill(paragraph, start, end, open);
        // Parts out of sight are not laid out: large ones, since each of them costs work in every frame.
        if (!part || start - partStart > 6000) {
          part = element("div", { class: "part" });
          partStart = start;
          sheet.append(part);
        }
        part.append(paragraph);
        part.style.setProperty("--length", end - partStart);
      }
      start = end + 1;
    }
    this.container.replaceChildren(sheet);
    if (this.current && !this.marks.some(({ key }) => key === this.current)) this.current = null;
    this.#showCurrent();
    this.dispatchEvent(new Event("render"));
  }

  #head(article) {
    return element("header", {},
      element("p", { class: "name" }, visible(article.id), article.published ? " · " + visible(article.published.slice(0, 10)) : ""));
  }

  /// Nested marks as nested elements. A mark that crosses another's end goes on behind it as a second element.
  #fill(parent, from, to, marks) {
    const pieces = marks.map(mark => ({ mark, start: Math.max(mark.start, from), end: Math.min(mark.end, to) })).filter(({ start, end }) => start < end);
    pieces.sort((a, b) => a.start - b.start || b.end - a.end || (a.mark.kind === b.mark.kind ? 0 : a.mark.kind === "directive" ? -1 : 1));
    const stack = [{ node: parent, end: to, levels: 0 }];
    let at = from;
    const close = () => {
      const { node, levels } = stack.pop();
      node.style.setProperty("--levels", levels);
      const outer = stack[stack.length - 1];
      outer.levels = Math.max(outer.levels, levels + (node.dataset.kind === "entity" ? 1 : 0));
    };
    const advance = end => {
      while (stack.length > 1 && stack[stack.length - 1].end <= end) {
        const top = stack[stack.length - 1];
        this.#write(top.node, at, top.end);
        at = Math.max(at, top.end);
        close();
      }
      this.#write(stack[stack.length - 1].node, at, end);
      at = Math.max(at, end);
    };
    for (let position = 0; position < pieces.length; position++) {
      const piece = pieces[position];
      advance(piece.start);
      const outer = stack[stack.length - 1];
      if (piece.end > outer.end) {
        const rest = { mark: piece.mark, start: outer.end, end: piece.end, isRest: true };
        let place = position + 1;
        while (place < pieces.length && pieces[place].start < rest.start) place++;
        pieces.splice(place, 0, rest);
        piece.end = outer.end;
      }
      const node = this.#markElement(piece.mark, piece.isRest || piece.start > piece.mark.start);
      outer.node.append(node);
      stack.push({ node, end: piece.end, levels: 0 });
    }
    advance(to);
  }

  #markElement(mark, isRest) {
    const name = mark.kind === "entity" ? entityTypes[mark.type]?.name ?? visible(mark.type) : `Directive, ${visible(mark.force)}`;
    return element("span", {
      class: "mark " + mark.kind, "data-key": mark.key, "data-kind": mark.kind, "data-state": mark.state,
      "data-type": mark.kind === "entity" ? mark.type : null, "data-force": mark.kind === "directive" ? mark.force : null,
      "data-tag": isRest ? null : mark.kind === "entity" ? entityTypes[mark.type]?.tag ?? "?" : forces[mark.force] ?? "?",
      tabindex: isRest ? null : "-1", role: isRest ? null : "mark", "aria-label": isRest ? null : name,
    });
  }

  #write(parent, start, end) {
    if (start >= end) return;
    let at = start;
    const put = (node, from) => {
      this.#leaves.push({ node, start: from });
      this.#starts.set(node, from);
      parent.append(node);
    };
    for (const found of this.article.text.slice(start, end).matchAll(unseen)) {
      const position = start + found.index;
      if (position > at) put(document.createTextNode(this.article.text.slice(at, position)), at);
      put(element("span", { class: "unseen", title: "A character that cannot be seen" }, codeName(found[0])), position);
      at = position + 1;
    }
    if (at < end) put(document.createTextNode(this.article.text.slice(at, end)), at);
  }

  #keyAt(node) {
    return node.closest?.(".mark")?.dataset.key ?? null;
  }

  #hover(key) {
    if (key === this.hovered) return;
    this.hovered = key;
    this.dispatchEvent(new Event("hover"));
  }

  markOf(key) {
    return this.marks.find(mark => mark.key === key);
  }

  elementsOf(key) {
    return this.container.querySelectorAll(`.mark[data-key="${CSS.escape(key)}"]`);
  }

  select(key, { scroll = true } = {}) {
    if (!this.markOf(key)) return;
    this.current = key;
    this.#showCurrent();
    const first = this.elementsOf(key)[0];
    first?.focus({ preventScroll: true });
    if (scroll) this.reveal(first);
    this.dispatchEvent(new Event("current"));
  }

  deselect() {
    this.current = null;
    this.#showCurrent();
    this.dispatchEvent(new Event("current"));
  }

  reveal(node) {
    if (!node) return;
    const box = this.container.getBoundingClientRect();
    const { top, bottom } = node.getBoundingClientRect();
    if (top < box.top + 60 || bottom > box.bottom - 60) node.scrollIntoView({ block: "center" });
  }

  /// Shows where the span lies that is being corrected or added; null when none is.
  showDraft(draft) {
    this.draft = draft;
    this.dispatchEvent(new Event("render"));
  }

  #showCurrent() {
    for (const node of this.container.querySelectorAll(".mark.current")) node.classList.remove("current");
    if (this.current) for (const node of this.elementsOf(this.current)) node.classList.add("current");
  }

  /// Goes to the next mark (step 1) or the one before (-1) for which `isWanted` holds. Answers whether there is one.
  move(step, isWanted = () => true) {
    const from = this.marks.findIndex(({ key }) => key === this.current);
    for (let place = from < 0 && step < 0 ? this.marks.length - 1 : from + step; place >= 0 && place < this.marks.length; place += step) {
      if (!isWanted(this.marks[place])) continue;
      this.select(this.marks[place].key);
      return true;
    }
    return false;
  }

  /// What the reviewer selected with pointer or keyboard, white space and outer punctuation cut off; null when nothing.
  selection() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !this.article) return null;
    const range = selection.getRangeAt(0);
    if (!this.container.contains(range.commonAncestorContainer)) return null;
    let start = this.#offset(range.startContainer, range.startOffset);
    let end = this.#offset(range.endContainer, range.endOffset);
    const { text } = this.article;
    while (start < end && /[\s,;:.!?…–-]/.test(text[start])) start++;
    while (start < end && /[\s,;:.!?…–-]/.test(text[end - 1])) end--;
    return start < end ? { start, end, text: text.slice(start, end) } : null;
  }

  #offset(node, offset) {
    if (node.nodeType === Node.TEXT_NODE && this.#starts.has(node)) return this.#starts.get(node) + offset;
    const named = node.parentElement?.closest?.(".unseen") ?? node.closest?.(".unseen");
    if (named) return this.#starts.get(named) + (offset > 0 ? 1 : 0);
    // Between nodes: where the first leaf behind the point starts.
    const point = document.createRange();
    point.setStart(node, offset);
    let [low, high] = [0, this.#leaves.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (point.comparePoint(this.#leaves[middle].node, 0) < 0) low = middle + 1;
      else high = middle;
    }
    return this.#leaves[low]?.start ?? this.article.text.length;
  }

  /// A stretch of the text as a DOM range.
  range(start, end) {
    const leafAt = offset => {
      let [low, high] = [0, this.#leaves.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.#leaves[middle].start <= offset) low = middle + 1;
        else high = middle;
      }
      return this.#leaves[low - 1];
    };
    const range = document.createRange();
    const [first, last] = [leafAt(start), leafAt(end - 1)];
    if (!first || !last) return null;
    if (first.node.nodeType === Node.TEXT_NODE) range.setStart(first.node, Math.min(start - first.start, first.node.length));
    else range.setStartBefore(first.node);
    if (last.node.nodeType === Node.TEXT_NODE) range.setEnd(last.node, Math.min(end - last.start, last.node.length));
    else range.setEndAfter(last.node);
    return range;
  }
}
