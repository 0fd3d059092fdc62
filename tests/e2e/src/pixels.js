// How many pixels of the timeline's stage have exactly the colour of a role of style/tokens.css, such as `--tl-failed`.
// The body of a function of `role`.
const stage = document.querySelector('figure[aria-label=Timeline] .timeline__stage canvas');
if (!stage?.width || !stage.height) return 0;
const probe = document.createElement('i');
probe.style.color = `var(${role})`;
document.body.append(probe);
const wanted = getComputedStyle(probe).color.match(/[0-9.]+/g).map(Number);
probe.remove();
const { data } = stage.getContext('2d').getImageData(0, 0, stage.width, stage.height);
let n = 0;
for (let at = 0; at < data.length; at += 4) {
  if (data[at] === wanted[0] && data[at + 1] === wanted[1] && data[at + 2] === wanted[2]) n += 1;
}
return n;
