// What costs a program of Rust many bytes by way of the browser's own objects, and costs few here: files in and out, a table
// to the clipboard, turns for others. `browser/files.rs`, `browser/clipboard.rs` and `browser/frame.rs` are the callers.

// The page hears itself: one channel for all who wait, since in WebKit each new one is dear.
const echo = new MessageChannel();
const waiting = [];
echo.port1.onmessage = () => waiting.shift()();
Object.assign(globalThis.tapelineGlue, {
  turn: () => new Promise((done) => {
    waiting.push(done);
    echo.port2.postMessage(null);
  }),
  through: (blob, stream) => new Response(blob.stream().pipeThrough(new globalThis[stream]('gzip'))).blob(),
  copy: (text, html) => {
    const as = (kind, what) => ({ [kind]: new Blob([what], { type: kind }) });
    return navigator.clipboard.write([new ClipboardItem({ ...as('text/plain', text), ...as('text/html', html) })]);
  },
  save: (blob, name) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  },
  png: async (svg) => {
    const image = new Image();
    image.src = URL.createObjectURL(svg.slice(0, svg.size, 'image/svg+xml'));
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth * 2, image.naturalHeight * 2);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return canvas.convertToBlob();
  },
});
