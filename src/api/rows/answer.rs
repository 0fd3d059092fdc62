//! An answer came, and it is not the one that was wanted: what people read.

use super::{ADMIN, ADMIN_OR_PROXY, PROXY, Row, YOU, YOU_OR_ADMIN};
use crate::api::explain::Certainty::{Certain, Likely, Possible};

pub(in crate::api) const TOKEN_REFUSED_VB365: Row = Row {
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

pub(in crate::api) const TOKEN_REFUSED_AZURE: Row = Row {
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

pub(in crate::api) const TOKEN_ENDED: Row = Row {
    title: "The token has ended (401)",
    cause: "The server accepted it before and no longer does. Tokens last 60 minutes unless the administrator chose another \
            time.",
    certainty: Likely,
    who: YOU,
    todo: &["Paste a new token. What is loaded stays, and loading goes on from there."],
};

pub(in crate::api) const FORBIDDEN: Row = Row {
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

pub(in crate::api) const FORBIDDEN_AZURE: Row = Row {
    title: "The server knows the token, but refuses this (403)",
    cause: "The account's role may not see sessions, or the licence agreement was not accepted yet on the appliance.",
    certainty: Possible,
    who: ADMIN,
    todo: &[
        "Use a token of an account whose role may see sessions.",
        "Sign in to {server} in a browser once and see whether it asks to accept the licence agreement.",
    ],
};

pub(in crate::api) const FORBIDDEN_BY_PROXY: Row = Row {
    title: "Something in front of the server refuses this (403)",
    cause: "The refusal came as a web page. The REST service sends none, so a proxy or a web application firewall speaks.",
    certainty: Likely,
    who: PROXY,
    todo: &[
        "Have GET requests of {page} let through to {server}.",
        "Or use an address that leads to the server directly.",
    ],
};

pub(in crate::api) const NO_SUCH_SESSION: Row = Row {
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

pub(in crate::api) const NO_SUCH_JOB: Row = Row {
    title: "The server does not know this job (404)",
    cause: "The job was deleted, or the link is from another server.",
    certainty: Likely,
    who: YOU,
    todo: &["Take the job out of the filter.", "If lists are not found in general, choose another API version."],
};

pub(in crate::api) const NO_SUCH_VERSION: Row = Row {
    title: "The server does not know version {version} of the API here (404)",
    cause: "It speaks another version (an upgrade can take an old one away), or it is another product.",
    certainty: Likely,
    who: YOU,
    todo: &[
        "Set the API version to “find out”, or choose another.",
        "Check the product and the port: this page expects {product}, which listens on port {own_port} unless changed.",
    ],
};

pub(in crate::api) const OTHER_WEB_SERVER: Row = Row {
    title: "A web server answers here, but not the backup server's API (404)",
    cause: "“Not found” came as a web page. The REST service sends none, so another web server has this name and port.",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &[
        "Check the port: {product} listens on port {own_port} unless that was changed; this address uses {port}.",
        "If a proxy stands in front, have it pass on the API's paths.",
    ],
};

pub(in crate::api) const TOO_MANY: Row = Row {
    title: "The server asks for a pause (429)",
    cause: "It received more requests in a short time than it allows.",
    certainty: Certain,
    who: YOU,
    todo: &["Wait a little and try again.{wait}", "If it keeps coming, ask the administrator for a higher limit."],
};

pub(in crate::api) const UNAVAILABLE: Row = Row {
    title: "The service is not ready ({status})",
    cause: "It is starting, under maintenance, or overloaded.",
    certainty: Likely,
    who: ADMIN,
    todo: &[
        "Wait a little and try again.{wait}",
        "If it lasts, have the administrator look whether the Veeam REST service runs.",
    ],
};

pub(in crate::api) const GATEWAY: Row = Row {
    title: "A proxy gets no good answer from the server ({status})",
    cause: "Something in front of the backup server is up, the REST service behind it is not, or is too slow.",
    certainty: Likely,
    who: ADMIN_OR_PROXY,
    todo: &["Try again in a little while.{wait}", "Have the administrator look whether the Veeam REST service runs."],
};

pub(in crate::api) const SERVER_ERROR: Row = Row {
    title: "The server failed while answering ({status})",
    cause: "An error inside the server. This page only asked; it changed nothing.",
    certainty: Certain,
    who: ADMIN,
    todo: &["Try again.", "If it stays, give the report below to the administrator; the server's own log says more."],
};

pub(in crate::api) const BAD_REQUEST: Row = Row {
    title: "The server does not accept the request (400)",
    cause: "A filter or page size that this version does not know, most likely because it is another version than the one \
            chosen.",
    certainty: Possible,
    who: YOU,
    todo: &["Take out the filters and try again.", "Set the API version to “find out”, or choose another."],
};

pub(in crate::api) const NOT_ALLOWED: Row = Row {
    title: "The server does not let this be read (405)",
    cause: "This version wants another kind of request, which this page does not make: it only reads. Or a proxy lets no \
            requests of this kind through.",
    certainty: Possible,
    who: ADMIN_OR_PROXY,
    todo: &["Choose another API version.", "If a proxy stands in front, have it let GET requests through."],
};

pub(in crate::api) const PROXY_LOGIN: Row = Row {
    title: "A proxy wants its own sign-in (407)",
    cause: "Not the backup server, but a proxy between this browser and it asks who you are.",
    certainty: Certain,
    who: PROXY,
    todo: &["Open {server} in a new tab and sign in to the proxy there, then try again."],
};

pub(in crate::api) const OTHER_STATUS: Row = Row {
    title: "The server answered in a way that was not expected ({status})",
    cause: "Neither product is known to answer like this; perhaps a proxy in front of it does.",
    certainty: Possible,
    who: ADMIN_OR_PROXY,
    todo: &["Try again.", "If it stays, give the report below to the administrator."],
};

pub(in crate::api) const WEB_PAGE: Row = Row {
    title: "A web page came in place of data",
    cause: "A sign-in page, a proxy's message, or another web server at this address.",
    certainty: Likely,
    who: YOU_OR_ADMIN,
    todo: &[
        "Open {server} in a new tab. If it shows a sign-in page, sign in there and try again.",
        "Check the port: {product} listens on port {own_port} unless that was changed; this address uses {port}.",
    ],
};

pub(in crate::api) const NO_DATA_TYPE: Row = Row {
    title: "Something else than data came",
    cause: "The answer is no JSON; it calls itself “{type}”. Perhaps another service has this address.",
    certainty: Possible,
    who: YOU_OR_ADMIN,
    todo: &["Check name, port and product."],
};

pub(in crate::api) const EMPTY: Row = Row {
    title: "An empty answer came",
    cause: "The server said that all is well and sent nothing. That does not mean that there is nothing: a list without rows \
            is sent as an empty list. A proxy may have taken the answer away.",
    certainty: Possible,
    who: ADMIN_OR_PROXY,
    todo: &["Try again.", "If it stays, give the report below to the administrator."],
};

pub(in crate::api) const SAID_AN_ERROR: Row = Row {
    title: "The server sent an error in place of data",
    cause: "{why}",
    certainty: Certain,
    who: ADMIN,
    todo: &["Try again.", "If it stays, give the report below to the administrator."],
};

pub(in crate::api) const UNREADABLE: Row = Row {
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

pub(in crate::api) const NO_SUCH_RESOURCE: Row = Row {
    title: "Version {version} of {product} does not have this",
    cause: "{why}",
    certainty: Certain,
    who: YOU,
    todo: &["If the server speaks a newer version, choose that one."],
};
