/// What the page was made with: `articles`, `directives` (rows of the table) and `rules` (names).
const index = JSON.parse(byId("index").textContent);
index.articles.forEach((article, position) => (article.position = position));
index.directives.forEach((directive, position) => (directive.position = position));

const entityTypes = {
  PERSON: { name: "Person", tag: "PER" },
  ROLE: { name: "Role", tag: "ROLE" },
  ORGANIZATION: { name: "Organization", tag: "ORG" },
  LOCATION: { name: "Location", tag: "LOC" },
  LEGAL_DOCUMENT: { name: "Legal document", tag: "DOC" },
  LEGAL_PROVISION: { name: "Legal provision", tag: "PROV" },
  DATE: { name: "Date", tag: "DATE" },
  EVENT: { name: "Event", tag: "EVENT" },
  PROGRAM: { name: "Program", tag: "PROG" },
};

const forces = {
  order: "yêu cầu",
  assign: "giao",
  request: "đề nghị",
  propose: "kiến nghị",
  emphasis: "nhấn mạnh",
  appeal: "kêu gọi",
  prohibit: "nghiêm cấm",
  duty: "phải, cần",
};

const sentenceKinds = ["headline", "caption", "list_item", "byline", "dateline"];

const titleOf = article => visible(article.title ?? article.id);

/// Articles parsed lately, by position; each is parsed when it is opened.
const parsed = new Map();

/// The article at `position`, or null while the browser has not yet read that far into the page.
function articleAt(position) {
  const known = parsed.get(position);
  if (known) return known;
  const block = byId("article-" + position);
  // A block that is the last node of a page still loading may be cut short.
  if (!block || (document.readyState === "loading" && !block.nextElementSibling)) return null;
  const article = { ...index.articles[position], ...JSON.parse(block.textContent) };
  article.isWide = /[\ud800-\udbff]/.test(article.text);
  article.entities = article.entities.map(([id, type, start, end, rule, confidence, cluster, parent, details]) => ({
    id, type, start, end, rule: index.rules[rule], confidence, cluster, parent, details: details ?? {},
  }));
  article.kinds = new Map(article.kinds.filter(({ kind }) => sentenceKinds.includes(kind)).map(({ start, kind }) => [start, kind]));
  article.directives.forEach(directive => (directive.rule = index.rules[directive.rule]));
  article.byTarget = new Map([...article.entities, ...article.directives].map(found => [found.id, found]));
  if (parsed.size >= 16) parsed.delete(parsed.keys().next().value);
  parsed.set(position, article);
  return article;
}

// The page counts in UTF-16 units, as the browser does; decisions count in code points, as records do.

function toCodePoints(article, offset) {
  if (!article.isWide) return offset;
  let count = 0;
  for (let unit = 0; unit < offset; count++) unit += article.text.codePointAt(unit) > 0xffff ? 2 : 1;
  return count;
}

function toUnits(article, offset) {
  if (!article.isWide) return offset;
  let unit = 0;
  for (let count = 0; count < offset && unit < article.text.length; count++) unit += article.text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit;
}
