//! The products and the versions of their REST APIs. What is said here of a product is a row of a table.

use std::fmt;

/// A product whose server can be asked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Product {
    /// Veeam Backup for Microsoft 365.
    Vb365,
    /// Veeam Backup for Microsoft Azure.
    VbAzure,
    /// Veeam Backup & Replication.
    Vbr,
    /// Veeam Backup for AWS.
    VbAws,
}

/// What is known of a product.
struct Facts {
    /// The name in an address of the page.
    key: &'static str,
    /// The vendor's name for it.
    name: &'static str,
    /// The name where there is little room.
    short: &'static str,
    /// The ports that its service has unless somebody changed them, the usual one first.
    ports: &'static [u16],
    /// The versions of its API, newest first.
    versions: &'static [Version],
}

const VB365: Facts = Facts {
    key: "vb365",
    name: "Veeam Backup for Microsoft 365",
    short: "Microsoft 365",
    ports: &[4443],
    versions: &[V8, V7, V6, V5, V4, V3, V2, V1],
};
const VB_AZURE: Facts = Facts {
    key: "vbazure",
    name: "Veeam Backup for Microsoft Azure",
    short: "Azure",
    ports: &[443],
    versions: &[V8_1, V8, V7, V6, V5, V4, V3, V2, V1],
};
const VBR: Facts = Facts {
    key: "vbr",
    name: "Veeam Backup & Replication",
    short: "Backup & Replication",
    // From 13.1 on it answers on both.
    ports: &[9419, 443],
    versions: &[
        revision(3, 2),
        revision(3, 1),
        revision(3, 0),
        revision(2, 1),
        revision(2, 0),
        revision(1, 2),
        revision(1, 1),
        revision(1, 0),
    ],
};
const VB_AWS: Facts = Facts {
    key: "vbaws",
    name: "Veeam Backup for AWS",
    short: "AWS",
    ports: &[11005],
    versions: &[
        revision(8, 0),
        revision(7, 0),
        revision(6, 0),
        revision(5, 1),
        revision(5, 0),
        revision(4, 0),
        revision(3, 0),
        revision(2, 0),
        revision(1, 0),
        revision(0, 0),
    ],
};

impl Product {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Vb365, Self::VbAzure, Self::Vbr, Self::VbAws];

    const fn facts(self) -> &'static Facts {
        match self {
            Self::Vb365 => &VB365,
            Self::VbAzure => &VB_AZURE,
            Self::Vbr => &VBR,
            Self::VbAws => &VB_AWS,
        }
    }

    /// The name in an address of the page.
    pub const fn key(self) -> &'static str {
        self.facts().key
    }

    /// The vendor's name for it.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// The name where there is little room.
    pub const fn short_name(self) -> &'static str {
        self.facts().short
    }

    /// From the name in an address.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|product| product.key() == key)
    }

    /// The API versions it can have, newest first.
    pub const fn versions(self) -> &'static [Version] {
        self.facts().versions
    }

    /// The port its REST service has unless the administrator chose another.
    pub const fn default_port(self) -> u16 {
        match self.facts().ports {
            [first, ..] => *first,
            [] => 443,
        }
    }

    /// Whether a server of it may well be found on that port.
    pub fn has_port(self, port: u16) -> bool {
        self.facts().ports.contains(&port)
    }

    /// Whether the version is no part of the path, but goes into the header `x-api-version` of every request.
    pub const fn has_revisions(self) -> bool {
        matches!(self.versions(), [Version { revision: Some(_), .. }, ..])
    }
}

/// A version of the REST API: as it stands in a path (`v8`, `v8.1`), or in a header (`1.3-rev2`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Version {
    major: u8,
    minor: u8,
    revision: Option<u8>,
}

const V1: Version = Version::new(1, 0);
const V2: Version = Version::new(2, 0);
const V3: Version = Version::new(3, 0);
const V4: Version = Version::new(4, 0);
const V5: Version = Version::new(5, 0);
const V6: Version = Version::new(6, 0);
const V7: Version = Version::new(7, 0);
const V8: Version = Version::new(8, 0);
const V8_1: Version = Version::new(8, 1);

/// `1.<minor>-rev<revision>`, as the products with revisions count.
const fn revision(minor: u8, revision: u8) -> Version {
    Version { major: 1, minor, revision: Some(revision) }
}

impl Version {
    /// A version by its numbers.
    pub const fn new(major: u8, minor: u8) -> Self {
        Self { major, minor, revision: None }
    }

    /// The number before the point.
    pub const fn major(self) -> u8 {
        self.major
    }

    /// The number behind the point; 0 where there is none.
    pub const fn minor(self) -> u8 {
        self.minor
    }

    /// The value of the header `x-api-version`, for products that want it with every request.
    pub fn header(self) -> Option<String> {
        self.revision.is_some().then(|| self.to_string())
    }

    /// Reads `v8`, `v8.1` or `1.3-rev2` (with or without `v`), if that product has it.
    pub fn parse(product: Product, text: &str) -> Option<Self> {
        let text = if product.has_revisions() { text.strip_prefix('v').unwrap_or(text) } else { text };
        product.versions().iter().copied().find(|version| version.to_string() == text)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.revision, self.minor) {
            (Some(revision), minor) => write!(f, "{}.{minor}-rev{revision}", self.major),
            (None, 0) => write!(f, "v{}", self.major),
            (None, minor) => write!(f, "v{}.{minor}", self.major),
        }
    }
}
