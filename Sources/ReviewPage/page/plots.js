/// Figures of all records as small plots; a bar of forces or issuers leads to its rows in the table.
function drawPlots(panel, showRows) {
  const count = (items, key) => {
    const counts = new Map();
    for (const item of items) if (key(item)) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
    return counts;
  };
  const byForce = count(index.directives, row => row.force);
  const byIssuer = [...count(index.directives, row => row.issuer)].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "vi")).slice(0, 12);
  const byType = new Map();
  for (const article of index.articles) for (const [type, some] of Object.entries(article.entities)) byType.set(type, (byType.get(type) ?? 0) + some);
  panel.replaceChildren(
    tally(),
    figure("Directives by force", bars(Object.keys(forces).filter(force => byForce.has(force)).map(force => ({
      label: `${forces[force]} · ${force}`, value: byForce.get(force), attributes: { "data-force": force }, go: () => showRows({ force }),
    })))),
    figure("Directives by issuer", bars(byIssuer.map(([issuer, value]) => ({ label: shortened(issuer, 30), value, attributes: {}, go: () => showRows({ search: issuer }) }))),
      `${plural(index.directives.filter(row => !row.issuer).length, "directive")} without an issuer`),
    figure("Entities by type", bars(Object.keys(entityTypes).filter(type => byType.has(type)).map(type => ({
      label: entityTypes[type].name, value: byType.get(type), attributes: { "data-type": type },
    })))),
    figure("Articles over time", ...timeline()));
}

function figure(title, plot, note) {
  return element("figure", {}, element("figcaption", {}, title), plot, note ? element("p", { class: "note" }, note) : null);
}

/// Where the review stands.
function tally() {
  const { accept, reject, correct, add, complete } = decisions.tally;
  const cell = (value, label) => element("div", {}, element("strong", {}, number(value)), element("span", {}, label));
  const entities = index.articles.reduce((sum, article) => sum + Object.values(article.entities).reduce((all, some) => all + some, 0), 0);
  return element("div", { class: "tally" },
    cell(index.articles.length, "articles"), cell(entities, "entities"), cell(index.directives.length, "directives"),
    cell(complete, "articles reviewed"), cell(accept, "accepted"), cell(reject, "rejected"), cell(correct, "corrected"), cell(add, "added"));
}

/// Horizontal bars: [{ label, value, attributes, go? }].
function bars(rows) {
  const [width, height, labels] = [560, 26, 210];
  const most = Math.max(1, ...rows.map(({ value }) => value));
  const plot = svgElement("svg", { class: "bars", viewBox: `0 0 ${width} ${Math.max(1, rows.length) * height}`, role: "img" });
  rows.forEach(({ label, value, attributes, go }, position) => {
    const y = position * height;
    const length = Math.max(2, (value / most) * (width - labels - 70));
    const row = svgElement("g", { class: go ? "row go" : "row", ...(go ? { tabindex: 0, role: "button", "aria-label": `${label}: ${value}` } : {}) },
      svgElement("rect", { class: "hit", x: 0, y, width, height }),
      svgElement("text", { x: labels - 10, y: y + 17, "text-anchor": "end" }, label),
      svgElement("rect", { class: "bar", x: labels, y: y + 5, width: length, height: height - 10, rx: 2, ...attributes }),
      svgElement("text", { class: "value", x: labels + length + 8, y: y + 17 }, number(value)));
    if (go) {
      row.addEventListener("click", go);
      row.addEventListener("keydown", event => event.key === "Enter" && go());
    }
    plot.append(row);
  });
  return plot;
}

/// Articles by month, or by year when they cover more than three years: [plot, note].
function timeline() {
  const dated = index.articles.map(({ published }) => published?.match(/^\d{4}-\d{2}/)?.[0]).filter(Boolean).sort();
  const undated = index.articles.length - dated.length;
  const note = undated ? `${plural(undated, "article")} of ${number(index.articles.length)} without a date` : undefined;
  if (!dated.length) return [element("p", { class: "note" }, "No article says when it was published.")];
  const [first, last] = [dated[0], dated.at(-1)].map(month => ({ year: Number(month.slice(0, 4)), month: Number(month.slice(5)) }));
  const isYearly = last.year - first.year > 3;
  const slots = new Map();
  if (isYearly) for (let year = first.year; year <= last.year; year++) slots.set(String(year), 0);
  else for (let { year, month } = first; year < last.year || (year === last.year && month <= last.month); month === 12 ? (year++, month = 1) : month++) slots.set(`${year}-${String(month).padStart(2, "0")}`, 0);
  for (const month of dated) {
    const slot = isYearly ? month.slice(0, 4) : month;
    slots.set(slot, slots.get(slot) + 1);
  }
  const [width, height] = [560, 150];
  const most = Math.max(...slots.values());
  const step = width / slots.size;
  const plot = svgElement("svg", { class: "columns", viewBox: `0 0 ${width} ${height + 40}`, role: "img" });
  const every = Math.ceil(slots.size / 8);
  [...slots].forEach(([slot, value], position) => {
    const length = (value / most) * height;
    plot.append(svgElement("rect", { class: "bar", x: position * step + step * 0.1, y: height + 14 - length, width: step * 0.8, height: length, rx: 1 }, svgElement("title", {}, `${slot}: ${value}`)));
    if (value && slots.size <= 24) plot.append(svgElement("text", { class: "value", x: (position + 0.5) * step, y: height + 9 - length, "text-anchor": "middle" }, number(value)));
    if (position % every === 0) plot.append(svgElement("text", { x: (position + 0.5) * step, y: height + 32, "text-anchor": "middle" }, slot));
  });
  return [plot, note];
}
