// What lets a reader handle the report on the page: sort and filter its table, fold what is long, copy, follow links.
//
// Gradio runs this once, as the body of a function of `element`, the block around the report, and of `watch`. Before it
// stands `WORDS`, the words of each language. All listeners are the block's own, so they hold for every new report;
// what is sorted, chosen or folded is kept in the elements themselves and nowhere else.

const NARROW = matchMedia("(max-width: 48rem)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
// Lists that are cut short, and how many of their items are shown at first on a narrow and on a wide screen.
const LONG_LISTS = [
  { name: ".kh-figures", narrow: 4, wide: 6 },
  { name: ".kh-bars", narrow: 10, wide: 10 },
  { name: ".kh-statistics tbody", narrow: 10, wide: 30 },
  { name: ".kh-claims ul", narrow: 8, wide: Infinity },
];
const COPIED_MILLISECONDS = 3000;

// ---- Small helpers

/** A new element with these properties and children; `data` become its data attributes. */
const make = (tag, { data = {}, ...properties } = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  Object.assign(made.dataset, data);
  made.append(...children);
  return made;
};

/** A button that does the action of this name. */
const makeButton = (action, ...children) =>
  make("button", { type: "button", className: `kh-${action}`, data: { action } }, ...children);

/** A field of the toolbar under its label. */
const makeField = (name, label, field) => {
  field.id = `kh-${name}`;
  const title = make("label", { htmlFor: field.id, textContent: label });
  return make("div", { className: `kh-field kh-field-${name}` }, title, field);
};

const makeOption = (value, textContent) => make("option", { value, textContent });

const reportOf = (node) => node.closest(".kh-report");
const wordsOf = (node) => WORDS[reportOf(node).lang];
const textOf = (node) => node.textContent.trim();

/** A whole number in the digits of the words' language. */
const inDigits = (number, words) => String(number).replace(/\d/g, (digit) => words.digits[digit]);

/** `pattern` with its {fields} filled in. */
const fill = (pattern, fields) => pattern.replace(/\{(\w+)\}/g, (_, name) => fields[name]);

// ---- Long lists

/** The button that shows all of a list. */
const allButton = (list) => element.querySelector(`[aria-controls="${list.id}"]`);

/** Of the items that fit the filter, hide those beyond the first ones, unless the reader wants them all. */
const cutList = (list) => {
  const { narrow, wide } = LONG_LISTS.find(({ name }) => list.matches(name));
  const most = "whole" in list.dataset ? Infinity : NARROW.matches ? narrow : wide;
  const items = [...list.children].filter((item) => !item.hidden);
  for (const [order, item] of items.entries()) item.classList.toggle("kh-beyond", order >= most);
  const words = wordsOf(list);
  allButton(list).textContent = fill(words.show_all, { count: inDigits(items.length, words) });
  allButton(list).hidden = items.length <= most;
  if (list.matches("tbody")) sayShown(reportOf(list));
};

const longLists = (report) => LONG_LISTS.flatMap(({ name }) => [...report.querySelectorAll(name)]);

/** What the button stands below: the frame of a table, the scale of a picture, else the list itself. */
const endOf = (list) => list.closest(".kh-frame") ?? list.parentElement.querySelector(":scope > .kh-scale") ?? list;

const addAllButtons = (report) => {
  for (const [order, list] of longLists(report).entries()) {
    list.id = `kh-list-${order}`;
    const button = makeButton("all");
    button.ariaExpanded = "false";
    button.setAttribute("aria-controls", list.id);
    button.setAttribute("aria-describedby", list.closest("section").getAttribute("aria-labelledby"));
    endOf(list).after(button);
    cutList(list);
  }
};

const showAll = (list) => {
  list.dataset.whole = "";
  cutList(list);
};

/** The button is gone then: the focus goes on to the first item that it brought. */
const showAllByButton = (button) => {
  const list = document.getElementById(button.getAttribute("aria-controls"));
  const brought = list.querySelector(":scope > .kh-beyond");
  showAll(list);
  focusOn(brought);
};

// ---- The table: sorting

/** What a row is sorted by: a number where the row carries one for this column, else the cell's text, else null. */
const keyOf = (row, column) => {
  if (column in row.dataset) return Number(row.dataset[column]);
  const cell = row.querySelector(`.kh-${column}`);
  return cell.classList.contains("kh-empty") ? null : textOf(cell);
};

/** Put the rows in order; those without a key come last, equal ones stay as in the article, whose order is "number". */
const sortTable = (report, column, descending) => {
  const body = report.querySelector(".kh-statistics tbody");
  const language = report.querySelector(".kh-text").lang || report.lang;
  const { compare } = new Intl.Collator(language, { numeric: true });
  const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row, column), number: keyOf(row, "number") }));
  const order = (one, other) => (typeof one === "number" ? one - other : compare(one, other)) * (descending ? -1 : 1);
  keyed.sort((one, other) => {
    if (one.key === null || other.key === null) return (one.key === null) - (other.key === null);
    return order(one.key, other.key) || one.number - other.number;
  });
  body.append(...keyed.map(({ row }) => row));
  cutList(body);
  showOrder(report, column, descending);
};

/** Say how the table is sorted: in its headings and, for narrow screens, in the toolbar. */
const showOrder = (report, column, descending) => {
  const direction = descending ? "descending" : "ascending";
  for (const heading of report.querySelectorAll(".kh-statistics th")) heading.ariaSort = null;
  report.querySelector(`th[data-column="${column}"]`).ariaSort = direction;
  report.querySelector(".kh-field-sort select").value = column;
  report.querySelector(".kh-turn").textContent = wordsOf(report)[direction];
};

/** A heading sorts its column ascending, then descending, then leads back to the article's order. */
const sortByHeading = (button) => {
  const heading = button.closest("th");
  if (heading.ariaSort === "descending") sortTable(reportOf(button), "number", false);
  else sortTable(reportOf(button), heading.dataset.column, heading.ariaSort === "ascending");
};

/** Turn the order round, in the column that is sorted by. */
const turnOrder = (button) => {
  const heading = reportOf(button).querySelector("th[aria-sort]");
  sortTable(reportOf(button), heading.dataset.column, heading.ariaSort === "ascending");
};

// ---- The table: filtering

/** `text` as the filter sees it: digits, letters and signs that people type for one another are the same. */
const foldText = (text) =>
  text
    .normalize("NFKD") // Takes the hamza off its seat.
    .replace(/[\p{Mn}\p{Cf}\u0640]/gu, "") // Vowel marks, joiners, the stretching of letters
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => digit.charCodeAt(0) & 15)
    .replace(/(\d)[\u066C,](?=\d)/g, "$1") // Thousands
    .replaceAll("\u066B", ".")
    .replaceAll("\u066A", "%")
    .replace(/[\u0649\u06CC]/g, "\u064A") // Yeh
    .replaceAll("\u06A9", "\u0643") // Kaf
    .replace(/[\u0629\u06C1\u06D5]/g, "\u0647") // Heh
    .toLowerCase();

/** What of a row is searched: neither the numbers of statistics and claims nor the confidence. */
const searchedOf = (row) => {
  const cells = [...row.cells].filter((cell) => !cell.matches(".kh-number, .kh-compared_with, .kh-confidence"));
  return foldText(cells.map(textOf).join(" "));
};

/** Say how many rows are shown: of all, or of those that fit the filter where these are cut short. */
const sayShown = (report) => {
  const rows = [...report.querySelectorAll(".kh-statistics tbody tr")];
  const fitting = rows.filter((row) => !row.hidden);
  const seen = fitting.filter((row) => !row.matches(".kh-beyond"));
  const words = wordsOf(report);
  const [pattern, all] = seen.length < fitting.length ? [words.shown_first, fitting] : [words.shown, rows];
  const counts = { shown: inDigits(seen.length, words), all: inDigits(all.length, words) };
  report.querySelector(".kh-shown").textContent = fill(pattern, counts);
};

/** Show the rows that hold every word of the filter and are of the chosen kind. */
const filterTable = (report) => {
  const sought = foldText(report.querySelector(".kh-field-filter input").value).split(/\s+/);
  const kind = report.querySelector(".kh-field-kind select").value;
  const body = report.querySelector(".kh-statistics tbody");
  for (const row of body.rows) {
    const text = searchedOf(row);
    const fits = kind === "" || kind === textOf(row.querySelector(".kh-kind"));
    row.hidden = !fits || !sought.every((word) => text.includes(word));
  }
  cutList(body);
};

const clearFilter = (report) => {
  report.querySelector(".kh-field-filter input").value = "";
  report.querySelector(".kh-field-kind select").value = "";
  filterTable(report);
};

// ---- The table: its controls

/** The fields above the table. */
const makeTools = (report, words) => {
  const headings = [...report.querySelectorAll(".kh-statistics th")];
  const kinds = [...new Set([...report.querySelectorAll(".kh-kind")].map(textOf))];
  const kind = make("select", {}, makeOption("", words.all_kinds), ...kinds.map((name) => makeOption(name, name)));
  const columns = headings.map((heading) => makeOption(heading.dataset.column, textOf(heading)));
  columns[0].textContent = words.article_order;
  return make(
    "div",
    { className: "kh-tools" },
    makeField("filter", words.filter, make("input", { type: "search", autocomplete: "off" })),
    makeField("kind", words.kind, kind),
    makeField("sort", words.sort, make("select", {}, ...columns)),
    makeButton("turn"),
    make("p", { className: "kh-shown", role: "status" }),
  );
};

/** Give the table its controls: the toolbar, a button in each heading, one in each row that unfolds its card. */
const addTableControls = (report, words) => {
  const frame = report.querySelector(".kh-frame");
  if (!frame) return;
  frame.before(makeTools(report, words));
  for (const heading of frame.querySelectorAll("th")) heading.replaceChildren(makeButton("sort", textOf(heading)));
  for (const cell of frame.querySelectorAll("td.kh-number > span")) {
    const button = makeButton("more", words.details);
    button.ariaExpanded = "false";
    cell.append(button);
  }
  showOrder(report, "number", false);
};

const toggleCard = (button) => {
  const open = button.closest("tr").classList.toggle("kh-open");
  button.ariaExpanded = String(open);
};

// ---- The claims: folding

/** On a wide screen there is room for every group of claims, on a narrow one for the first. */
const foldClaims = (report) => {
  for (const [order, group] of report.querySelectorAll(".kh-group").entries()) group.open = !NARROW.matches || order === 0;
};

// ---- Links

const focusOn = (target) => {
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
};

/** Undo whatever hides `target`: closed groups, the filter, lists cut short. */
const reveal = (target) => {
  for (let group = target.closest("details"); group; group = group.parentElement.closest("details")) group.open = true;
  if (target.hidden) clearFilter(reportOf(target));
  for (let item; (item = target.closest(".kh-beyond")); ) showAll(item.parentElement);
};

/** Go where a link leads. Gradio's page has a <base>, against which a bare "#row" would lead to another page. */
const follow = (link) => {
  const name = link.getAttribute("href").slice(1);
  const target = element.querySelector(`#${CSS.escape(name)}`);
  if (!target) return;
  reveal(target);
  document.documentElement.style.scrollBehavior = CALM.matches ? "auto" : "smooth";
  location.hash = name; // Marks the target, and makes the browser's way back lead here.
  focusOn(target);
  target.scrollIntoView(); // The same link again is no new place to the browser.
};

// ---- Copying

/** The summary, or the claims under the titles of their groups with who says them, as plain text. */
const plainText = (section) => {
  if (section.matches(".kh-summary")) return [...section.querySelectorAll(".kh-card p")].map(textOf).join("\n");
  const lineOf = (claim) => {
    const said = claim.querySelector(".kh-said");
    return `- ${textOf(claim.querySelector("p"))}${said ? ` (${textOf(said)})` : ""}`;
  };
  const groups = [...section.querySelectorAll(".kh-group")].map((group) =>
    [textOf(group.querySelector("h3 > span")), ...[...group.querySelectorAll("li")].map(lineOf)].join("\n"),
  );
  return groups.join("\n\n");
};

/** A button beside the title of each section worth copying; none where the browser has no clipboard for this page. */
const addCopyButtons = (report, words) => {
  if (!navigator.clipboard) return;
  for (const name of ["summary", "claims"]) {
    const title = report.querySelector(`.kh-${name} > h2`);
    if (title.parentElement.querySelector(".kh-missing")) continue;
    const button = makeButton("copy", words.copy);
    button.setAttribute("aria-describedby", title.id);
    const head = make("div", { className: "kh-head" });
    title.replaceWith(head);
    head.append(title, button, make("span", { className: "kh-copied", role: "status" }));
  }
};

const copySection = async (button) => {
  const words = wordsOf(button);
  const status = button.nextElementSibling;
  const copied = navigator.clipboard.writeText(plainText(button.closest("section")));
  status.textContent = await copied.then(() => words.copied, () => words.not_copied);
  setTimeout(() => (status.textContent = ""), COPIED_MILLISECONDS);
};

// ---- Life

const ACTIONS = { sort: sortByHeading, turn: turnOrder, more: toggleCard, all: showAllByButton, copy: copySection };

/** Give a new report all that it needs; the last one's place is no place in it. */
const enliven = () => {
  const report = element.querySelector(".kh-report");
  if (!report) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  const words = wordsOf(report);
  addTableControls(report, words);
  addAllButtons(report);
  addCopyButtons(report, words);
  foldClaims(report);
};

element.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const button = event.target.closest("button[data-action]");
  if (link) {
    event.preventDefault();
    follow(link);
  } else if (button) {
    ACTIONS[button.dataset.action](button);
  }
});

element.addEventListener("input", ({ target }) => {
  if (target.closest(".kh-field-sort")) sortTable(reportOf(target), target.value, false);
  else filterTable(reportOf(target));
});

NARROW.addEventListener("change", () => {
  const report = element.querySelector(".kh-report");
  if (!report) return;
  longLists(report).forEach(cutList);
  if (!NARROW.matches) foldClaims(report);
});

watch("value", enliven);
