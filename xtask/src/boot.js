// Starts Tapeline, and says what is wrong when it cannot start or had to stop.
//
// The end of a build (dist.rs) puts this file beside the page and refers to it from index.html:
//
//     <script type="module" src="./tapeline-….js" integrity="…"></script>
//     <script type="module" id="tapeline-boot" src="./boot-….js" integrity="…"
//             data-wasm="./tapeline-…_bg.wasm" data-wasm-integrity="sha384-…"></script>
//
// The first tag makes the browser check the glue, whose last line hands it over as `tapelineGlue`. An import here
// would not do: WebKit asks once more for a module that failed its check, and takes what comes unchecked. This file
// stands apart from the glue so that there is somebody left to speak when the glue is missing or broken.
//
// Every text here is fixed: nothing of a server, an address or an error ever goes in.

const { wasm: wasmPath, wasmIntegrity } = document.getElementById("tapeline-boot").dataset;
const wasmUrl = new URL(wasmPath, document.baseURI).href;

const RELOAD = "Reload the page. To get past an old copy that the browser kept, hold Shift while reloading.";
const UPLOAD = "If you host this page: upload all files of one build together, and let nothing on the way change them.";

// What can keep the page from starting. `say` is what happened, `help` is what to do.
const PROBLEMS = {
  unsupported: {
    say: "This browser does not offer the WebAssembly that Tapeline is made of.",
    help: [
      "Use a current Firefox, Chrome, Edge or Safari.",
      "A hardened mode may switch WebAssembly off: allow it for this page.",
    ],
  },
  script: {
    say: "A script of the page could not be loaded, or it is not the one this page was built with.",
    help: [RELOAD, UPLOAD],
  },
  unreachable: {
    say: "The program file (.wasm) could not be fetched: the host of this page did not answer.",
    help: ["Check that you are still online and that the host is up.", RELOAD],
  },
  missing: {
    say: "The program file (.wasm) is not on the host of this page.",
    help: [RELOAD, UPLOAD],
  },
  altered: {
    say: "The program file (.wasm) is not the one this page was built with, so it was not started.",
    help: [RELOAD, UPLOAD, "Something between you and the host may rewrite files: ask who looks after it."],
  },
  blocked: {
    say: "WebAssembly is blocked on this page.",
    help: [
      "If you host this page: its Content-Security-Policy header needs 'wasm-unsafe-eval' in script-src.",
      "Otherwise allow WebAssembly for this page in your browser, or ask who looks after it.",
    ],
  },
  start: {
    say: "Tapeline stopped while it was starting.",
    help: [RELOAD, "If it happens again, use another browser and tell the makers which one failed."],
  },
};

// True once the running program must not be used again: it was cut off in the middle of something.
let stopped = false;

window.addEventListener("error", (event) => {
  if (isFatal(event.error)) stop();
});
window.addEventListener("unhandledrejection", (event) => {
  if (isFatal(event.reason)) stop();
});
window.addEventListener("tapeline:panic", stop);

// Listeners of the program are still there after it stopped. These come first, being the oldest, and let nothing
// through. (What the browser itself does with a key or a wheel, it does all the same.)
for (const name of [
  "click", "dblclick", "pointerdown", "pointermove", "pointerup", "wheel", "keydown", "keyup", "input", "change",
  "focusin", "hashchange", "popstate", "message", "resize", "scroll", "visibilitychange", "paste", "drop", "dragover",
]) {
  window.addEventListener(name, keepAway, { capture: true, passive: true });
}

try {
  const problem = await start();
  if (problem) explain(problem);
} catch (error) {
  explain(startProblem(error));
  // For whoever opens the console; the page itself shows only fixed texts.
  console.error("Tapeline could not start:", error);
}

// Resolves to nothing when the program runs, else to what is wrong.
async function start() {
  if (typeof WebAssembly !== "object") return PROBLEMS.unsupported;
  // Scripts of this kind run in the order of their tags: the glue was here, or will not come.
  const startGlue = window.tapelineGlue;
  if (startGlue === undefined) return PROBLEMS.script;
  const response = await fetchWasm();
  if (!(response instanceof Response)) return response;
  // Compiling while loading needs the right type; a host that does not know .wasm costs a little time, no more.
  const typed = (response.headers.get("Content-Type") ?? "").split(";")[0].trim() === "application/wasm";
  await startGlue(typed ? response : await response.arrayBuffer());
  // Whoever drew the page may have done it already.
  document.getElementById("boot")?.remove();
  return undefined;
}

// The program file, its integrity checked by the browser; or what is wrong with it.
async function fetchWasm() {
  // Both a dead host and a changed file reject. A changed file may be an old copy in the cache: ask once past it.
  for (const cache of ["default", "reload"]) {
    try {
      const response = await fetch(wasmUrl, { integrity: wasmIntegrity, credentials: "same-origin", cache });
      return response.ok ? response : PROBLEMS.missing;
    } catch {
      // Tried again, or told apart below.
    }
  }
  try {
    const response = await fetch(wasmUrl, { method: "HEAD", credentials: "same-origin", cache: "no-store" });
    return response.ok ? PROBLEMS.altered : PROBLEMS.missing;
  } catch {
    return PROBLEMS.unreachable;
  }
}

// Why a program that is the right one did not run.
function startProblem(error) {
  // Browsers tell a policy from all else only in words, and the event that would tell comes later.
  if (/policy|csp/i.test(String(error?.message))) return PROBLEMS.blocked;
  return error instanceof WebAssembly.CompileError ? PROBLEMS.unsupported : PROBLEMS.start;
}

// A trap, or a stack or a memory that ran out: the program's own bookkeeping can not be trusted afterwards.
function isFatal(error) {
  return (
    error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === "InternalError"
  );
}

// Puts the problem where the page says that it is loading.
function explain({ say, help }) {
  let place = document.getElementById("boot");
  if (!place) {
    place = document.createElement("div");
    place.id = "boot";
    document.body.prepend(place);
  }
  place.removeAttribute("role");
  place.className = "boot-problem";
  const main = document.createElement("main");
  const alert = document.createElement("div");
  alert.setAttribute("role", "alert");
  main.append(alert);
  place.replaceChildren(main);
  const list = document.createElement("ul");
  list.append(...help.map((text) => element("li", text)));
  // Filled last: assistive technology speaks what changes inside an alert.
  alert.append(element("h1", "Tapeline could not start"), element("p", say), list, reloadButton());
}

// The last resort, once.
function stop() {
  if (stopped) return;
  stopped = true;
  for (const part of document.body.children) part.inert = true;
  const overlay = document.createElement("div");
  overlay.id = "tapeline-stopped";
  overlay.setAttribute("role", "alertdialog");
  overlay.setAttribute("aria-modal", "true");
  overlay.setAttribute("aria-labelledby", "tapeline-stopped-title");
  overlay.setAttribute("aria-describedby", "tapeline-stopped-text");
  const title = element("h1", "Tapeline stopped");
  title.id = "tapeline-stopped-title";
  const text = element(
    "p",
    "Tapeline stopped because of an error in the page. Your server was not changed: Tapeline only reads. " +
      "Reload to go on; the address keeps your view.",
  );
  text.id = "tapeline-stopped-text";
  const button = reloadButton();
  overlay.append(title, text, button);
  document.body.append(overlay);
  button.focus();
}

function keepAway(event) {
  if (!stopped) return;
  event.stopImmediatePropagation();
  if (event.type === "click" && event.target instanceof Element && event.target.closest("#tapeline-stopped button")) {
    location.reload();
  }
}

function reloadButton() {
  const button = element("button", "Reload");
  button.type = "button";
  button.addEventListener("click", () => location.reload());
  return button;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
