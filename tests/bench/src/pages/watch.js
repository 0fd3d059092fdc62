// Runs in every page that is measured, before anything is chosen there. Called with the body of a function that says
// whether the whole picture is there.
const isWhole = new Function(arguments[0]);
const isFirst = arguments[1] ? new Function(arguments[1]) : () => false;
const watch = { from: null, first: null, whole: null, tasks: [] };
window.tapelineBench = watch;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) watch.tasks.push([entry.startTime, entry.duration]);
}).observe({ type: "longtask" });
const drawn = (then) => requestAnimationFrame(() => setTimeout(then, 0));
const look = () => {
  if (watch.first === null && isFirst()) drawn(() => (watch.first ??= performance.now()));
  if (isWhole()) drawn(() => (watch.whole = performance.now()));
  else requestAnimationFrame(look);
};
watch.begin = () => {
  if (watch.from !== null) return;
  watch.from = performance.now();
  requestAnimationFrame(look);
};
// The moment a file is chosen, before the page hears of it.
window.addEventListener("change", watch.begin, { capture: true });
return null;
