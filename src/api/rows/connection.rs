//! No answer came, or not all of it: what people read.

use super::{ADMIN_OR_PROXY, DEPLOYER, PROXY, Row, YOU, YOU_OR_ADMIN};
use crate::api::explain::Certainty::{Certain, Likely, Possible};

pub(in crate::api) const CORS: Row = Row {
    title: "The server is there, but does not let this page read its answers",
    cause: "A request without a token got through, so name, port and certificate are good. The browser withholds answers \
            unless the server allows pages of {page} by CORS, and that permission did not come.",
    certainty: Likely,
    who: ADMIN_OR_PROXY,
    todo: &[
        "Best: serve this page and the API under one name through a reverse proxy. Then no permission is needed.",
        "Or let the server, or a proxy in front of it, answer OPTIONS requests without asking for a token, with status 204 \
         and these headers: Access-Control-Allow-Origin: {page} · Access-Control-Allow-Methods: GET · \
         Access-Control-Allow-Headers: Authorization. Authorization must be named; * does not cover it.",
        "The same Access-Control-Allow-Origin header belongs on every other answer too, refusals such as 401 included.",
        "If it worked earlier today, the token may have ended: servers often leave that header out of a refusal. Try a new \
         token first.",
    ],
};

pub(in crate::api) const CORS_FROM_FILE: Row = Row {
    title: "A page opened from a file may not call a server",
    cause: "This page has no web address of its own, so no server can allow it.",
    certainty: Likely,
    who: YOU,
    todo: &["Open the page from a web server. A saved session can be opened here all the same, with “Open file”."],
};

pub(in crate::api) const NO_CONNECTION: Row = Row {
    title: "No connection to {server}",
    cause: "Even a request without a token did not get through. A certificate that this computer does not trust, a wrong \
            name or port, a firewall, or a missing VPN all look the same to a page.",
    certainty: Possible,
    who: YOU_OR_ADMIN,
    todo: &[
        "Open {server} in a new tab: the browser itself says there what is wrong.",
        "If it warns about the certificate, have the administrator install one that your computers trust, for the name \
         {host}. Do not get used to clicking the warning away.",
        "If it finds nothing, check name and port. {product} listens on port {own_port} unless that was changed; this \
         address uses {port}.",
        "If the server is on an internal network, check VPN and firewall, and whether the browser asked for access to the \
         local network.",
        "On Veeam Backup for Microsoft 365 the REST service is off until an administrator switches it on.",
    ],
};

pub(in crate::api) const LOST: Row = Row {
    title: "The connection to {server} was lost",
    cause: "It answered before, so name and certificate were good then. Now even a request without a token does not get \
            through: the service restarts, or the network or VPN changed.",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &[
        "Check network and VPN, then try again: loading goes on where it stopped.",
        "If it stays, open {server} in a new tab: the browser itself says there what is wrong.",
    ],
};

pub(in crate::api) const UNREACHABLE: Row = Row {
    title: "No answer from {server} that this page may read",
    cause: "The browser does not say why. Either there is no connection (certificate, name, port, firewall), or the server \
            does not allow pages of {page} to call it (CORS).",
    certainty: Possible,
    who: YOU_OR_ADMIN,
    todo: &[
        "Open {server} in a new tab. If an answer of any kind comes, even “not found”, the connection is good and the \
         permission (CORS) is missing. If not, the browser says there what is wrong.",
        "Check name and port. {product} listens on port {own_port} unless that was changed; this address uses {port}.",
        "If the server is on an internal network, check VPN and firewall.",
    ],
};

pub(in crate::api) const TOKEN_ENDED_UNSEEN: Row = Row {
    title: "{server} answered before and now its answers cannot be read",
    cause: "The token is old enough to have ended. Many servers leave the permission for pages (CORS) out of a refusal, so \
            that the browser shows a failed connection in place of “401”.",
    certainty: Likely,
    who: YOU,
    todo: &[
        "Paste a new token. What is loaded stays, and loading goes on from there.",
        "If that does not help, open {server} in a new tab and see whether it answers at all.",
    ],
};

pub(in crate::api) const OFFLINE: Row = Row {
    title: "This computer seems to be offline",
    cause: "The host of this page does not answer either.",
    certainty: Likely,
    who: YOU,
    todo: &["Check the network. Loading goes on where it stopped once you try again."],
};

pub(in crate::api) const POLICY: Row = Row {
    title: "This page's own policy does not allow {server}",
    cause: "The Content-Security-Policy that this page was delivered with does not list that server under connect-src.",
    certainty: Certain,
    who: DEPLOYER,
    todo: &["Add {server} to connect-src of the policy, and to config.json, where the two are kept together."],
};

pub(in crate::api) const LOCAL_NETWORK: Row = Row {
    title: "The browser does not let this page reach the local network",
    cause: "The permission for local network access was refused, or was not handed on to a page in a frame.",
    certainty: Certain,
    who: YOU_OR_ADMIN,
    todo: &[
        "Open the site settings from the icon beside the address, allow access to the local network, and try again.",
        "Inside a portal: its frame needs the attribute allow=\"local-network\".",
        "For everybody at once: serve this page from the same network as the server, or roll out the browser's policy for \
         local network access.",
    ],
};

pub(in crate::api) const SLOW_TO_ANSWER: Row = Row {
    title: "No answer within {seconds} s",
    cause: "The server is very busy, or something on the way swallows the request: a firewall that drops packets does that.",
    certainty: Possible,
    who: YOU_OR_ADMIN,
    todo: &[
        "Try again. If the browser asks for permission to reach the local network, answer that first.",
        "Check VPN and firewall, and open {server} in a new tab to see whether it answers there.",
    ],
};

pub(in crate::api) const STALLED: Row = Row {
    title: "The answer stopped coming",
    cause: "Nothing more came for {seconds} s. The server or something on the way lost the connection.",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &["Try again: loading goes on where it stopped."],
};

pub(in crate::api) const TOO_SLOW: Row = Row {
    title: "The answer took longer than {seconds} s",
    cause: "The connection is slow or the server is very busy.",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &["Try again: loading goes on where it stopped."],
};

pub(in crate::api) const CUT: Row = Row {
    title: "The answer was cut off",
    cause: "The connection ended before the answer did. What had come by then is kept.",
    certainty: Certain,
    who: ADMIN_OR_PROXY,
    todo: &[
        "Try again: loading goes on where it stopped, in smaller pieces.",
        "If it keeps happening, a proxy in front of the server may limit the time or the size of an answer.",
    ],
};

pub(in crate::api) const TOO_LARGE: Row = Row {
    title: "The answer is larger than {mib} MiB",
    cause: "Loading was ended so that the page does not run out of memory.",
    certainty: Certain,
    who: YOU,
    todo: &["Narrow it down with a time range or a job."],
};

pub(in crate::api) const ABORTED: Row = Row {
    title: "Stopped",
    cause: "Loading was stopped. What had come by then is kept.",
    certainty: Certain,
    who: YOU,
    todo: &["Go on whenever you like; it continues where it stopped."],
};

pub(in crate::api) const REDIRECTED: Row = Row {
    title: "The server wants the browser to go elsewhere",
    cause: "A sign-in proxy in front of the server, or an address that has moved. This page follows no redirection, so that \
            the token goes nowhere else.",
    certainty: Likely,
    who: PROXY,
    todo: &[
        "Open {server} in a new tab. If it leads to a sign-in page, sign in there and try again.",
        "If it leads to another address of the same server, use that address here.",
    ],
};

pub(in crate::api) const INSECURE: Row = Row {
    title: "Nothing was sent: the connection would not be encrypted",
    cause: "The token could be read on its way to {server}.",
    certainty: Certain,
    who: YOU_OR_ADMIN,
    todo: &["Use an address that begins with https://, for this page as well as for the server."],
};
