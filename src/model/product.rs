//! The two products and the versions of their REST APIs.

use std::fmt;

/// A product whose server can be asked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Product {
    /// Veeam Backup for Microsoft 365.
    Vb365,
    /// Veeam Backup for Microsoft Azure.
    VbAzure,
}

impl Product {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Vb365, Self::VbAzure];

    /// The name in an address of the page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Vb365 => "vb365",
            Self::VbAzure => "vbazure",
        }
    }

    /// The vendor's name for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vb365 => "Veeam Backup for Microsoft 365",
            Self::VbAzure => "Veeam Backup for Microsoft Azure",
        }
    }

    /// From the name in an address.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|product| product.key() == key)
    }

    /// The API versions it can have, newest first.
    pub const fn versions(self) -> &'static [Version] {
        match self {
            Self::Vb365 => &[V8, V7, V6, V5, V4, V3, V2, V1],
            Self::VbAzure => &[V8_1, V8, V7, V6, V5, V4, V3, V2, V1],
        }
    }

    /// The port its REST service has unless the administrator chose another.
    pub const fn default_port(self) -> u16 {
        match self {
            Self::Vb365 => 4443,
            Self::VbAzure => 443,
        }
    }
}

/// A version of the REST API, as it stands in a path: `v8`, `v8.1`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Version {
    major: u8,
    minor: u8,
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

impl Version {
    /// A version by its numbers.
    pub const fn new(major: u8, minor: u8) -> Self {
        Self { major, minor }
    }

    /// The number before the point.
    pub const fn major(self) -> u8 {
        self.major
    }

    /// The number behind the point; 0 where there is none.
    pub const fn minor(self) -> u8 {
        self.minor
    }

    /// Reads `v8` or `v8.1`, if that product has it.
    pub fn parse(product: Product, text: &str) -> Option<Self> {
        product.versions().iter().copied().find(|version| version.to_string() == text)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minor {
            0 => write!(f, "v{}", self.major),
            minor => write!(f, "v{}.{minor}", self.major),
        }
    }
}
