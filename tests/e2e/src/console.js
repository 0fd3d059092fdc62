// Notes what the console says, where no driver tells it. Hosts of the tests put it first into the page; see site.rs.
// What the browser itself says of a failed request is not among it.
(() => {
  const lines = [];
  const note = (level, parts) => lines.push(`${level} ${parts.map(String).join(" ")}`);
  const levels = { error: "SEVERE", warn: "WARNING", assert: "SEVERE", log: "INFO", info: "INFO", debug: "DEBUG" };
  for (const [name, level] of Object.entries(levels)) {
    const own = console[name];
    console[name] = (...parts) => {
      if (name !== "assert" || !parts[0]) note(level, parts);
      own.apply(console, parts);
    };
  }
  addEventListener("error", (event) => note("SEVERE", [event.message]));
  addEventListener("unhandledrejection", (event) => note("SEVERE", ["Uncaught (in promise)", event.reason]));
  addEventListener("securitypolicyviolation", (event) =>
    note("SEVERE", ["Content Security Policy:", event.violatedDirective, event.blockedURI]),
  );
  Object.defineProperty(window, "tapelineConsole", { value: () => lines.splice(0) });
})();
