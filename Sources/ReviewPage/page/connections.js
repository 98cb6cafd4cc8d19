const relationNames = {
  holds_role: "holds role", role_at: "role at", part_of: "part of", located_in: "located in",
  issued_by: "issued by", issued_on: "issued on", provision_of: "provision of",
};

/// What a mark is tied to in its article: [{ label, key | start and end }], mates of its cluster last.
function connectionsOf(article, mark) {
  const { found } = mark;
  if (!found) return [];
  if (mark.kind === "entity") {
    const relations = article.relations.flatMap(([type, from, to]) =>
      from === found.id ? [{ label: relationNames[type] ?? type, key: to }] : to === found.id ? [{ label: relationNames[type] ?? type, key: from, isIncoming: true }] : []);
    const mates = found.cluster ? article.entities.filter(other => other.cluster === found.cluster && other.id !== found.id) : [];
    return [...relations, ...mates.map(({ id }) => ({ label: "same", key: id, isMate: true }))];
  }
  const part = (label, part) => {
    if (!part) return [];
    if (part.start !== undefined) return [{ label, start: part.start, end: part.end }];
    return part.entity ? [{ label, key: part.entity }] : [];
  };
  return [
    ...part("cue", found.cue), ...part("issuer", found.issuer), ...found.addressees.flatMap(addressee => part("addressee", addressee)),
    ...part("deadline", found.deadline), ...found.basis.map(key => ({ label: "basis", key })),
    ...(found.continues ? [{ label: "continues", key: found.continues }] : []),
  ];
}

/// Draws the connections of the mark under the pointer, or else of the current one, over the text: the tied spans
/// framed and named, an arc to each, mates of the cluster underlaid. While a span is being edited, only its frame.
class ConnectionLayer {
  constructor(text) {
    this.text = text;
    for (const event of ["hover", "current", "render"]) text.addEventListener(event, () => this.draw());
    new ResizeObserver(() => this.draw()).observe(text.container);
  }

  draw() {
    const { text } = this;
    this.layer?.remove();
    for (const node of text.container.querySelectorAll(".mark.mate")) node.classList.remove("mate");
    const sheet = text.container.querySelector(".sheet");
    if (!sheet) return;
    const origin = sheet.getBoundingClientRect();
    this.layer = svgElement("svg", { class: "connections", "aria-hidden": "true" });
    if (text.draft) {
      for (const rect of lines(text.range(text.draft.start, text.draft.end)?.getClientRects() ?? [])) this.#frame(rect, origin, "draft");
      sheet.append(this.layer);
      return;
    }
    const key = text.hovered ?? text.current;
    const mark = key && text.markOf(key);
    const source = mark && text.elementsOf(key)[0];
    const [place] = source?.getClientRects() ?? [];
    if (!place) return;
    const from = centre(place, origin);
    for (const connection of connectionsOf(text.article, mark)) {
      const nodes = connection.key ? [...text.elementsOf(connection.key)] : [];
      if (connection.isMate) {
        for (const node of nodes) node.classList.add("mate");
        continue;
      }
      const rects = connection.key ? nodes.flatMap(node => [...node.getClientRects()]) : [...(text.range(connection.start, connection.end)?.getClientRects() ?? [])];
      const shown = lines(rects);
      if (!shown.length) continue;
      // A whole directive that is tied is named, not framed.
      if (connection.label !== "continues") for (const rect of shown) this.#frame(rect, origin);
      this.#arc(from, centre(shown[0], origin), shown[0], origin, connection);
    }
    sheet.append(this.layer);
  }

  #frame(rect, origin, kind = "frame") {
    this.layer.append(svgElement("rect", {
      x: rect.left - origin.left - 2, y: rect.top - origin.top - 1, width: rect.width + 4, height: rect.height + 2, rx: 3, class: kind,
    }));
  }

  #arc(from, to, rect, origin, { label, isIncoming }) {
    const distance = Math.hypot(to.x - from.x, to.y - from.y);
    if (distance > 30) {
      const lift = Math.min(60, 14 + distance / 6);
      this.layer.append(svgElement("path", { class: "arc", d: `M${from.x} ${from.top} C${from.x} ${from.top - lift} ${to.x} ${to.top - lift} ${to.x} ${to.top - 2}` }));
    }
    const [x, y] = [rect.left - origin.left, rect.top - origin.top - 4];
    const name = (isIncoming ? "← " : "") + label;
    this.layer.append(
      svgElement("rect", { class: "plate", x: x - 3, y: y - 9, width: name.length * 5.9 + 8, height: 13, rx: 3 }),
      svgElement("text", { class: "label", x: x + 1, y: y + 1 }, name));
  }
}

/// One box a line of text, over all boxes of its parts.
function lines(rects) {
  const boxes = [];
  for (const { left, top, right, bottom } of [...rects].filter(({ width }) => width > 0).sort((a, b) => a.top - b.top || a.left - b.left)) {
    const box = boxes.at(-1);
    if (box && Math.min(box.bottom, bottom) - Math.max(box.top, top) > (bottom - top) / 2) {
      Object.assign(box, { left: Math.min(box.left, left), right: Math.max(box.right, right), bottom: Math.max(box.bottom, bottom) });
    } else boxes.push({ left, top, right, bottom });
  }
  return boxes.map(({ left, top, right, bottom }) => new DOMRect(left, top, right - left, bottom - top));
}

function centre(rect, origin) {
  return { x: rect.left + rect.width / 2 - origin.left, y: rect.top + rect.height / 2 - origin.top, top: rect.top - origin.top };
}
