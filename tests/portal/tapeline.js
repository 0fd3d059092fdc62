// Signs Tapeline in where a portal shows it in a frame: contract v1. Copy it as it is.
//
//   frame   the iframe
//   origin  of Tapeline's page, such as "https://tapeline.example"
//   server  the server's name in Tapeline's config.json
//   token   an async function that gives a token whenever one is needed
//   heard   is called with what Tapeline reports
//
// Gives a function that sends, such as send({ type: "tapeline:open", route: "#/data-retrieval-sessions" }).
function signIn(frame, { origin, server, token, heard }) {
  let port = null;
  let answered = "";
  const send = (message) => port?.postMessage(message);
  const hand = async () => send({ type: "tapeline:token", token: await token(), server });
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const { type, version, nonce } = event.data ?? {};
    // The same is posted again until it is answered. A frame that loads anew has another nonce.
    if (type !== "tapeline:ready" || version !== 1 || nonce === answered) return;
    answered = nonce;
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = ({ data }) => {
      if (data.type === "tapeline:token-needed") hand();
      heard(data);
    };
    event.source.postMessage({ type: "tapeline:hello", version: 1, nonce }, origin, [channel.port2]);
    hand();
  });
  return send;
}
