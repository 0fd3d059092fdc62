//! What the stand-in is to be: every choice a test or a person can make before it starts.

use std::path::PathBuf;
use std::time::Duration;

use crate::tls::Certificate;

/// Which pages may read the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cors {
    /// None: no header is sent and a preflight answers 405, as a server does that knows nothing of it.
    #[default]
    Off,
    /// Every page.
    Any,
    /// Pages of these origins, such as `https://portal.example`.
    Origins(Vec<String>),
}

/// Settings of a stand-in. [`Options::default`] serves all versions to all who have the token, with no CORS header.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the world is made from.
    pub seed: u64,
    /// The moment the world begins at, in ticks (100 ns since 1970 UTC); nothing grows unless a `speed` is given too.
    /// `None` is the time of this computer.
    pub now: Option<i64>,
    /// How many times as fast as this computer's clock the world goes; `None` is 1, and 0 where `now` is fixed.
    pub speed: Option<u32>,
    /// Rows of the big session.
    pub items: usize,
    /// Served versions of Veeam Backup for Microsoft 365, out of 1 to 8.
    pub versions: Vec<u8>,
    /// Served versions of Veeam Backup for Microsoft Azure, such as `v1` and `v8.1`.
    pub azure_versions: Vec<String>,
    /// Served revisions of Veeam Backup & Replication.
    pub revisions: Vec<String>,
    /// What stands before each of them where they are listed: `v`, or nothing.
    pub revision_mark: &'static str,
    /// Served revisions of Veeam Backup for AWS.
    pub aws_revisions: Vec<String>,
    /// Machines of the large job of Backup & Replication.
    pub machines: usize,
    /// The largest page; a larger `limit` is answered with this one.
    pub cap: usize,
    /// Whether v3 sends log items as a page, as a real server did, or as an array, as documented.
    pub v3_pages: bool,
    /// Which pages may read the answers.
    pub cors: Cors,
    /// Whether those pages may read the headers `Retry-After` and `Date` too.
    pub exposes_headers: bool,
    /// Whether the APIs are behind TLS, and with which certificate; see [`crate::Server::authority`].
    pub tls: Option<Certificate>,
    /// A file for the certificate of the authority that signs, as PEM, for a proxy to check with.
    pub ca_out: Option<PathBuf>,
    /// The access token that is accepted.
    pub token: String,
    /// How long it is accepted, from the start on or from the last [`crate::Server::set_token`]; `None` for ever.
    pub token_life: Option<Duration>,
    /// Port of the APIs; 0 for a free one.
    pub port: u16,
    /// Port of the static page; 0 for a free one.
    pub page_port: u16,
    /// A folder to serve as the page.
    pub page_dir: Option<PathBuf>,
    /// Where the page is mounted, such as `/deep/sub/`.
    pub page_path: String,
    /// Headers of every answer of the page, such as a Content-Security-Policy.
    pub page_headers: Vec<(String, String)>,
    /// Whether `/_control` is there, to set faults and read the truth over HTTP.
    pub control: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            now: None,
            speed: None,
            items: 20_000,
            versions: (1..=8).collect(),
            azure_versions: ["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v8.1"].map(str::to_owned).into(),
            revisions: ["1.3-rev2", "1.3-rev1", "1.3-rev0", "1.2-rev1", "1.2-rev0"].map(str::to_owned).into(),
            revision_mark: "v",
            aws_revisions: ["1.8-rev0", "1.7-rev0"].map(str::to_owned).into(),
            machines: 500,
            cap: 10_000,
            v3_pages: true,
            cors: Cors::Off,
            exposes_headers: true,
            tls: None,
            ca_out: None,
            token: "sample-token-0123456789abcdef".to_owned(),
            token_life: None,
            port: 0,
            page_port: 0,
            page_dir: None,
            page_path: "/".to_owned(),
            page_headers: Vec::new(),
            control: false,
        }
    }
}
