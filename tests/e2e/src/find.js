// Finds elements as a screen reader names them. Called with a list of steps, each { role, name?, text? }; each step
// looks inside what the one before it found. Answers with all elements of the last step, in document order.
const roles = {
  alert: "[role=alert],[role=alertdialog]",
  button: "button,summary,input[type=button],input[type=submit],[role=button]",
  cell: "td,[role=cell],[role=gridcell]",
  checkbox: "input[type=checkbox],[role=checkbox],[role=switch]",
  columnheader: "th,[role=columnheader]",
  dialog: "dialog[open],[role=dialog],[role=alertdialog]",
  field: "input:not([type=hidden]),select,textarea,[role=textbox],[role=searchbox],[role=combobox],[role=spinbutton],[role=slider]",
  figure: "figure,[role=figure]",
  heading: "h1,h2,h3,h4,h5,h6,[role=heading]",
  image: "img,svg,[role=img]",
  link: "a[href],[role=link]",
  list: "ul,ol,[role=list]",
  listitem: "li,[role=listitem]",
  navigation: "nav,[role=navigation]",
  option: "option,[role=option]",
  radio: "input[type=radio],[role=radio]",
  region: "section,main,aside,[role=region],[role=main],[role=complementary]",
  row: "tr:has(td),[role=row]:has([role=cell],[role=gridcell],td)",
  status: "output,[role=status]",
  tab: "[role=tab]",
  table: "table,[role=table],[role=grid],[role=treegrid]",
  term: "dt",
  definition: "dd",
};

const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function nameOf(el) {
  const by = el.getAttribute("aria-labelledby");
  if (by) return squeezed(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
  if (el.hasAttribute("aria-label")) return squeezed(el.getAttribute("aria-label"));
  if (el.labels?.length) return squeezed([...el.labels].map(labelText).join(" "));
  const own = el.querySelector(":scope > caption, :scope > figcaption, :scope > legend");
  if (own) return squeezed(own.textContent);
  if (el.matches("input[type=button],input[type=submit]")) return squeezed(el.value);
  if (el.matches("table,figure,nav,section,main,aside,input,select,textarea,[role=region],[role=grid],[role=table]")) {
    return squeezed(el.getAttribute("title") ?? el.getAttribute("placeholder"));
  }
  return squeezed(el.textContent) || squeezed(el.getAttribute("title"));
}

// A label may hold its field: the options of a select are not its name.
function labelText(label) {
  const copy = label.cloneNode(true);
  for (const field of copy.querySelectorAll("input,select,textarea,button")) field.remove();
  return copy.textContent;
}

function shown(el) {
  if (el.closest("[inert],[aria-hidden=true]")) return false;
  // An option of a closed select is there for everybody but is drawn nowhere.
  return el.matches("option") || el.checkVisibility({ visibilityProperty: true });
}

let found = [document];
for (const { role, name, text } of arguments[0]) {
  const selector = roles[role] ?? role;
  found = found.flatMap((root) => [...root.querySelectorAll(selector)]).filter(
    (el) =>
      shown(el) &&
      // A role that is written down counts, whatever the element is.
      (!(role in roles) || !el.hasAttribute("role") || roles[role].includes(`[role=${el.getAttribute("role")}]`)) &&
      (name == null || nameOf(el) === name) &&
      (text == null || squeezed(el.textContent).includes(text)),
  );
  found = [...new Set(found)];
}
return found;
