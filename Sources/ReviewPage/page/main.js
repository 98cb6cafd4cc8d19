const text = new ArticleText(byId("text"));
new ConnectionLayer(text);
const inspector = new Inspector(byId("inspector"), text);
const articleList = new ArticleList(position => openArticle(position));
const table = new DirectiveTable((position, target) => openArticle(position, target), () => text.article?.position);

function openArticle(position, target) {
  showView("read");
  const article = articleAt(position);
  articleList.select(position);
  if (!article) {
    byId("text").replaceChildren(element("p", { class: "note waiting" }, "The browser is still reading the page …"));
    clearTimeout(openArticle.wait);
    openArticle.wait = setTimeout(() => openArticle(position, target), 50);
    return;
  }
  if (text.article?.position !== position) text.show(article);
  if (target && text.markOf(target)) text.select(target);
}

function showView(name) {
  for (const view of ["read", "directives", "overview"]) {
    byId(view).hidden = view !== name;
    document.querySelector(`[data-view=${view}]`).setAttribute("aria-selected", String(view === name));
  }
  if (name === "overview") drawPlots(byId("overview"), filter => { table.filter(filter); showView("directives"); });
  if (name === "directives") table.list.refresh();
}

/// Whether the file saved last holds all decisions.
let isSaved = true;

function showProgress() {
  const { accept, reject, correct, add, complete } = decisions.tally;
  const made = accept + reject + correct + add;
  byId("progress").textContent = made + complete
    ? `${plural(made, "decision")}${complete ? ` · ${plural(complete, "article")} reviewed` : ""}`
    : `${plural(index.articles.length, "article")} · ${plural(index.directives.length, "directive")}`;
  document.querySelector("[data-command=save]").classList.toggle("unsaved", !isSaved);
}

function notify(message, problems = []) {
  const notice = byId("notice");
  notice.replaceChildren(element("span", {}, message), element("button", { on: { click: () => (notice.hidden = true) }, "aria-label": "Close" }, "✕"),
    ...(problems.length ? [element("ul", {}, ...problems.slice(0, 5).map(problem => element("li", {}, visible(problem))), problems.length > 5 ? element("li", {}, `and ${number(problems.length - 5)} more`) : null)] : []));
  notice.hidden = false;
}

function saveDecisions() {
  const url = URL.createObjectURL(new Blob([decisions.serialize()], { type: "application/jsonl" }));
  const link = element("a", { href: url, download: "decisions.jsonl" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  isSaved = true;
  showProgress();
  notify(`${plural(decisions.count, "decision")} saved as decisions.jsonl. Next: chidao apply decisions.jsonl RECORDS -o gold`);
}

async function loadDecisions(file) {
  const { loaded, problems } = decisions.load(await file.text());
  notify(`${plural(loaded, "decision")} loaded${problems.length ? `, ${plural(problems.length, "line")} not` : ""}.`, problems);
}

/// Goes to the next span that the current one is tied to, and from the last back to the first.
function followConnection() {
  if (!text.current) return;
  const keys = connectionsOf(text.article, text.markOf(text.current)).map(({ key }) => key).filter(Boolean);
  if (keys.length) text.select(keys[0]);
}

function undo() {
  const step = decisions.undo();
  if (step) openArticle(step.position, step.target);
}

function toggleTheme() {
  const isDark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = isDark ? "light" : "dark";
}

const shortcuts = [
  { group: "Review", keys: ["a"], label: "Accept the span", run: () => inspector.accept() },
  { group: "Review", keys: ["x"], label: "Reject it", run: () => inspector.reject() },
  { group: "Review", keys: ["c"], label: "Correct it", run: () => inspector.correct() },
  { group: "Review", keys: ["z"], label: "Undo the last step", run: undo },
  { group: "Review", keys: ["e"], label: "Add an entity: the selected words", run: () => inspector.add("entity") },
  { group: "Review", keys: ["v"], label: "Add a directive", run: () => inspector.add("directive") },
  { group: "Review", keys: ["m"], label: "The article is reviewed", run: () => inspector.toggleComplete() },
  { group: "Move", keys: ["j", "ArrowRight"], label: "Next span", run: () => text.move(1) },
  { group: "Move", keys: ["k", "ArrowLeft"], label: "Span before", run: () => text.move(-1) },
  { group: "Move", keys: ["d"], label: "Next directive", run: () => text.move(1, ({ kind }) => kind === "directive") },
  { group: "Move", keys: ["u"], label: "Next undecided span", run: () => text.move(1, ({ state }) => state === "open") },
  { group: "Move", keys: ["r"], label: "Follow a relation or cluster", run: followConnection },
  { group: "Move", keys: ["n"], label: "Next article", run: () => articleList.move(1) },
  { group: "Move", keys: ["p"], label: "Article before", run: () => articleList.move(-1) },
  { group: "Page", keys: ["/"], label: "Find", run: () => (byId("read").hidden ? byId("directive-search") : byId("article-search")).focus() },
  { group: "Page", keys: ["1"], label: "Read", run: () => showView("read") },
  { group: "Page", keys: ["2"], label: "Directives", run: () => showView("directives") },
  { group: "Page", keys: ["3"], label: "Overview", run: () => showView("overview") },
  { group: "Page", keys: ["t"], label: "Show or hide type names", run: () => byId("text").classList.toggle("tagged") },
  { group: "Page", keys: ["l"], label: "Light or dark", run: toggleTheme },
  { group: "Page", keys: ["s"], label: "Save decisions", run: saveDecisions },
  { group: "Page", keys: ["o"], label: "Load decisions", run: () => byId("decisions-file").click() },
  { group: "Page", keys: ["?"], label: "This help", run: () => byId("help").showModal() },
];
const commands = { save: saveDecisions, load: () => byId("decisions-file").click(), theme: toggleTheme, help: () => byId("help").showModal() };
const keyNames = { ArrowRight: "→", ArrowLeft: "←" };

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (event.key === "Escape") {
    if (inspector.draft) inspector.cancel();
    else if (document.activeElement.matches("input, select")) document.activeElement.blur();
    else text.deselect();
    return;
  }
  if (event.target.closest("input, select, textarea")) return;
  const shortcut = shortcuts.find(({ keys }) => keys.includes(event.key));
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run();
});

byId("article-list").addEventListener("keydown", event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  articleList.move(step);
  byId("article-list").focus();
});

byId("help").append(
  element("h2", {}, "Keyboard"),
  ...Object.entries(Object.groupBy(shortcuts, ({ group }) => group)).map(([group, some]) => element("section", {}, element("h3", {}, group),
    element("dl", {}, ...some.flatMap(({ keys, label }) => [element("dt", {}, ...keys.map(key => element("kbd", {}, keyNames[key] ?? key))), element("dd", {}, label)])))),
  element("form", { method: "dialog" }, element("button", { class: "primary" }, "Close")));

for (const tab of document.querySelectorAll("[data-view]")) tab.addEventListener("click", () => showView(tab.dataset.view));
for (const button of document.querySelectorAll("[data-command]")) button.addEventListener("click", commands[button.dataset.command]);
byId("decisions-file").addEventListener("change", async event => {
  if (event.target.files[0]) await loadDecisions(event.target.files[0]);
  event.target.value = "";
});

decisions.addEventListener("change", ({ detail }) => {
  isSaved = false;
  showProgress();
  articleList.list.refresh();
  table.list.refresh();
  if (!text.article || (detail !== null && detail !== text.article.position)) return;
  text.update();
  inspector.render();
});

showView("read");
showProgress();
if (index.articles.length) openArticle(0);
else byId("text").append(element("p", { class: "note waiting" }, "No articles."));
const restored = decisions.restore();
if (restored) notify(`${plural(restored, "decision")} of an earlier visit restored. Save them to keep them.`);
document.documentElement.dataset.ready = performance.now().toFixed();
