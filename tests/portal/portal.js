// The portal's own part: what it does with what Tapeline reports.
const frame = document.querySelector("iframe");
const reports = [];
const send = signIn(frame, {
  ...settings,
  heard(report) {
    reports.push(report);
    // So the frame has no scroll bar of its own.
    if (report.type === "tapeline:height") frame.style.height = `${report.px}px`;
  },
});
// Last, so that nothing is missed.
frame.src = settings.address;
