//! What people read when something fails: one row for each fault that a page can tell apart.
//!
//! In braces stand `{server}` (its address), `{host}`, `{port}`, `{own_port}` (the product's usual one), `{product}`,
//! `{version}`, `{page}` (this page's own origin), `{status}`, `{seconds}`, `{mib}`, `{wait}`, `{why}` and `{type}`.

use super::explain::Certainty::{self, Certain, Likely, Possible};

/// One fault's text.
pub(super) struct Row {
    /// What happened.
    pub(super) title: &'static str,
    /// Why, most likely.
    pub(super) cause: &'static str,
    /// How sure that is.
    pub(super) certainty: Certainty,
    /// Who can do something about it.
    pub(super) who: &'static str,
    /// What to do, the best first.
    pub(super) todo: &'static [&'static str],
}

const YOU: &str = "you";
const ADMIN: &str = "the administrator of the backup server";
const ADMIN_OR_PROXY: &str = "the administrator of the backup server, or of the proxy in front of it";
const YOU_OR_ADMIN: &str = "you, or the administrator of the backup server";
const DEPLOYER: &str = "whoever put this page on its host";
const PROXY: &str = "the administrator of the network or of the proxy in front of the server";

pub(super) const CORS: Row = Row {
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

pub(super) const CORS_FROM_FILE: Row = Row {
    title: "A page opened from a file may not call a server",
    cause: "This page has no web address of its own, so no server can allow it.",
    certainty: Likely,
    who: YOU,
    todo: &["Open the page from a web server. A saved session can be opened here all the same, with “Open file”."],
};

pub(super) const NO_CONNECTION: Row = Row {
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

pub(super) const UNREACHABLE: Row = Row {
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

pub(super) const TOKEN_ENDED_UNSEEN: Row = Row {
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

pub(super) const OFFLINE: Row = Row {
    title: "This computer seems to be offline",
    cause: "The host of this page does not answer either.",
    certainty: Likely,
    who: YOU,
    todo: &["Check the network. Loading goes on where it stopped once you try again."],
};

pub(super) const POLICY: Row = Row {
    title: "This page's own policy does not allow {server}",
    cause: "The Content-Security-Policy that this page was delivered with does not list that server under connect-src.",
    certainty: Certain,
    who: DEPLOYER,
    todo: &["Add {server} to connect-src of the policy, and to config.json, where the two are kept together."],
};

pub(super) const LOCAL_NETWORK: Row = Row {
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

pub(super) const SLOW_TO_ANSWER: Row = Row {
    title: "No answer within {seconds} s",
    cause: "The server is very busy, or something on the way swallows the request: a firewall that drops packets does that.",
    certainty: Possible,
    who: YOU_OR_ADMIN,
    todo: &[
        "Try again. If the browser asks for permission to reach the local network, answer that first.",
        "Check VPN and firewall, and open {server} in a new tab to see whether it answers there.",
    ],
};

pub(super) const STALLED: Row = Row {
    title: "The answer stopped coming",
    cause: "Nothing more came for {seconds} s. The server or something on the way lost the connection.",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &["Try again: loading goes on where it stopped."],
};

pub(super) const TOO_SLOW: Row = Row {
    title: "The answer took longer than {seconds} s",
    cause: "The connection is slow or the server is very busy.",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &["Try again: loading goes on where it stopped."],
};

pub(super) const TOKEN_REFUSED_VB365: Row = Row {
    title: "The server does not accept the token (401)",
    cause: "The most common reason on a first try: it was requested without disable_antiforgery_token=true. Current \
            versions bind such a token to a cookie that this page cannot have. Or it has ended, was not copied whole, or is \
            for another server.",
    certainty: Likely,
    who: YOU,
    todo: &[
        "Request a new token with disable_antiforgery_token=true, with the lines under “How do I get a token?”, and paste it.",
        "Make sure that it was requested from {server}.",
    ],
};

pub(super) const TOKEN_REFUSED_AZURE: Row = Row {
    title: "The server does not accept the token (401)",
    cause: "It has ended (tokens last 60 minutes), was not copied whole, is for another server, or a second factor was \
            left out when it was requested.",
    certainty: Likely,
    who: YOU,
    todo: &[
        "Request a new token with the lines under “How do I get a token?”, and paste it.",
        "Make sure that it was requested from {server}.",
    ],
};

pub(super) const TOKEN_ENDED: Row = Row {
    title: "The token has ended (401)",
    cause: "The server accepted it before and no longer does. Tokens last 60 minutes unless the administrator chose another \
            time.",
    certainty: Likely,
    who: YOU,
    todo: &["Paste a new token. What is loaded stays, and loading goes on from there."],
};

pub(super) const FORBIDDEN: Row = Row {
    title: "The server knows the token, but refuses this (403)",
    cause: "The account may lack the right to see sessions. On Veeam Backup for Microsoft 365 the REST service can also be \
            limited to restore operators, which shuts administrators out as well.",
    certainty: Possible,
    who: ADMIN,
    todo: &[
        "Use a token of an account that may see backup sessions.",
        "Ask whether the REST service is set to operators only.",
    ],
};

pub(super) const FORBIDDEN_AZURE: Row = Row {
    title: "The server knows the token, but refuses this (403)",
    cause: "The account's role may not see sessions, or the licence agreement was not accepted yet on the appliance.",
    certainty: Possible,
    who: ADMIN,
    todo: &[
        "Use a token of an account whose role may see sessions.",
        "Sign in to {server} in a browser once and see whether it asks to accept the licence agreement.",
    ],
};

pub(super) const FORBIDDEN_BY_PROXY: Row = Row {
    title: "Something in front of the server refuses this (403)",
    cause: "The refusal came as a web page. The REST service sends none, so a proxy or a web application firewall speaks.",
    certainty: Likely,
    who: PROXY,
    todo: &[
        "Have GET requests of {page} let through to {server}.",
        "Or use an address that leads to the server directly.",
    ],
};

pub(super) const NO_SUCH_SESSION: Row = Row {
    title: "The server does not know this session (404)",
    cause: "It was deleted when its time to be kept was over, or the link is from another server or product.",
    certainty: Likely,
    who: YOU,
    todo: &[
        "Go back to the list of sessions and look for it there.",
        "Check that the link is meant for {server}.",
        "If other sessions are not found either, choose another API version.",
    ],
};

pub(super) const NO_SUCH_JOB: Row = Row {
    title: "The server does not know this job (404)",
    cause: "The job was deleted, or the link is from another server.",
    certainty: Likely,
    who: YOU,
    todo: &["Take the job out of the filter.", "If lists are not found in general, choose another API version."],
};

pub(super) const NO_SUCH_VERSION: Row = Row {
    title: "The server does not know version {version} of the API here (404)",
    cause: "It speaks another version (an upgrade can take an old one away), or it is another product.",
    certainty: Likely,
    who: YOU,
    todo: &[
        "Set the API version to “find out”, or choose another.",
        "Check the product and the port: this page expects {product}, which listens on port {own_port} unless changed.",
    ],
};

pub(super) const OTHER_WEB_SERVER: Row = Row {
    title: "A web server answers here, but not the backup server's API (404)",
    cause: "“Not found” came as a web page. The REST service sends none, so another web server has this name and port.",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &[
        "Check the port: {product} listens on port {own_port} unless that was changed; this address uses {port}.",
        "If a proxy stands in front, have it pass on the API's paths.",
    ],
};

pub(super) const TOO_MANY: Row = Row {
    title: "The server asks for a pause (429)",
    cause: "It received more requests in a short time than it allows.",
    certainty: Certain,
    who: YOU,
    todo: &["Wait a little and try again.{wait}", "If it keeps coming, ask the administrator for a higher limit."],
};

pub(super) const UNAVAILABLE: Row = Row {
    title: "The service is not ready ({status})",
    cause: "It is starting, under maintenance, or overloaded.",
    certainty: Likely,
    who: ADMIN,
    todo: &[
        "Wait a little and try again.{wait}",
        "If it lasts, have the administrator look whether the Veeam REST service runs.",
    ],
};

pub(super) const GATEWAY: Row = Row {
    title: "A proxy gets no good answer from the server ({status})",
    cause: "Something in front of the backup server is up, the REST service behind it is not, or is too slow.",
    certainty: Likely,
    who: ADMIN_OR_PROXY,
    todo: &["Try again in a little while.{wait}", "Have the administrator look whether the Veeam REST service runs."],
};

pub(super) const SERVER_ERROR: Row = Row {
    title: "The server failed while answering ({status})",
    cause: "An error inside the server. This page only asked; it changed nothing.",
    certainty: Certain,
    who: ADMIN,
    todo: &["Try again.", "If it stays, give the report below to the administrator; the server's own log says more."],
};

pub(super) const BAD_REQUEST: Row = Row {
    title: "The server does not accept the request (400)",
    cause: "A filter or page size that this version does not know, most likely because it is another version than the one \
            chosen.",
    certainty: Possible,
    who: YOU,
    todo: &["Take out the filters and try again.", "Set the API version to “find out”, or choose another."],
};

pub(super) const NOT_ALLOWED: Row = Row {
    title: "The server does not let this be read (405)",
    cause: "This version wants another kind of request, which this page does not make: it only reads. Or a proxy lets no \
            requests of this kind through.",
    certainty: Possible,
    who: ADMIN_OR_PROXY,
    todo: &["Choose another API version.", "If a proxy stands in front, have it let GET requests through."],
};

pub(super) const PROXY_LOGIN: Row = Row {
    title: "A proxy wants its own sign-in (407)",
    cause: "Not the backup server, but a proxy between this browser and it asks who you are.",
    certainty: Certain,
    who: PROXY,
    todo: &["Open {server} in a new tab and sign in to the proxy there, then try again."],
};

pub(super) const OTHER_STATUS: Row = Row {
    title: "The server answered in a way that was not expected ({status})",
    cause: "Neither product is known to answer like this; perhaps a proxy in front of it does.",
    certainty: Possible,
    who: ADMIN_OR_PROXY,
    todo: &["Try again.", "If it stays, give the report below to the administrator."],
};

pub(super) const WEB_PAGE: Row = Row {
    title: "A web page came in place of data",
    cause: "A sign-in page, a proxy's message, or another web server at this address.",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &[
        "Open {server} in a new tab. If it shows a sign-in page, sign in there and try again.",
        "Check the port: {product} listens on port {own_port} unless that was changed; this address uses {port}.",
    ],
};

pub(super) const NO_DATA_TYPE: Row = Row {
    title: "Something else than data came",
    cause: "The answer is no JSON; it calls itself “{type}”. Perhaps another service has this address.",
    certainty: Possible,
    who: YOU_OR_ADMIN,
    todo: &["Check name, port and product."],
};

pub(super) const EMPTY: Row = Row {
    title: "An empty answer came",
    cause: "The server said that all is well and sent nothing. That does not mean that there is nothing: a list without rows \
            is sent as an empty list. A proxy may have taken the answer away.",
    certainty: Possible,
    who: ADMIN_OR_PROXY,
    todo: &["Try again.", "If it stays, give the report below to the administrator."],
};

pub(super) const UNREADABLE: Row = Row {
    title: "The answer could not be read",
    cause: "{why}",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &[
        "Try again.",
        "Check that product and API version are right.",
        "If it stays, report it with the text below.",
    ],
};

pub(super) const CUT: Row = Row {
    title: "The answer was cut off",
    cause: "The connection ended before the answer did. What had come by then is kept.",
    certainty: Certain,
    who: ADMIN_OR_PROXY,
    todo: &[
        "Try again: loading goes on where it stopped, in smaller pieces.",
        "If it keeps happening, a proxy in front of the server may limit the time or the size of an answer.",
    ],
};

pub(super) const TOO_LARGE: Row = Row {
    title: "The answer is larger than {mib} MiB",
    cause: "Loading was ended so that the page does not run out of memory.",
    certainty: Certain,
    who: YOU,
    todo: &["Narrow it down with a time range or a job."],
};

pub(super) const ABORTED: Row = Row {
    title: "Stopped",
    cause: "Loading was stopped. What had come by then is kept.",
    certainty: Certain,
    who: YOU,
    todo: &["Go on whenever you like; it continues where it stopped."],
};

pub(super) const REDIRECTED: Row = Row {
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

pub(super) const INSECURE: Row = Row {
    title: "Nothing was sent: the connection would not be encrypted",
    cause: "The token could be read on its way to {server}.",
    certainty: Certain,
    who: YOU_OR_ADMIN,
    todo: &["Use an address that begins with https://, for this page as well as for the server."],
};

pub(super) const NO_SUCH_RESOURCE: Row = Row {
    title: "Version {version} of {product} does not have this",
    cause: "{why}",
    certainty: Certain,
    who: YOU,
    todo: &["If the server speaks a newer version, choose that one."],
};
