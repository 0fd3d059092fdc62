// What differs from portal to portal.
const settings = {
  origin: "https://tapeline.example",
  address: "https://tapeline.example/#/job-sessions?embed=v1",
  server: "Berlin",
  // Your portal's own server knows who is signed in, and gets a token for them.
  token: async () => (await fetch("tapeline-token", { method: "POST" })).text(),
};
