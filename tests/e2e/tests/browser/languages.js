// The body of a function: what a person reads or hears of the page itself, and what a server may have sent.
const foreign = 'noscript, .text, .timeline__head, pre, mark, select[data-foreign] option';
const ours = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  if (!node.parentElement.closest(foreign)) ours.push(node.data.trim());
}
for (const el of document.querySelectorAll('[title], [aria-label], [placeholder], [data-tip], [aria-roledescription]')) {
  if (el.matches('.timeline__head, .text')) continue;
  for (const name of ['title', 'aria-label', 'placeholder', 'data-tip', 'aria-roledescription']) {
    if (el.hasAttribute(name)) ours.push(el.getAttribute(name).trim());
  }
}
const theirs = [...document.querySelectorAll('.text')].map((el) => el.textContent.trim());
return { ours, theirs: [...theirs, ...Intl.supportedValuesOf('timeZone')] };
