//! Which version of the API a server speaks, found without a token: a version that is served asks for one (401), a version
//! that is not is not found (404).
//!
//! One answer proves nothing, since a proxy may ask everybody for a token and another web server may know no path at all.
//! So several versions decide, down from the newest; and where a product knows none of its paths, the other product's
//! are tried.

use std::fmt;

use super::{Endpoint, Fault};
use crate::model::{Product, Version};
use crate::texts::Texts;

/// What one version's probe showed.
#[derive(Clone, PartialEq, Debug)]
pub enum ProbeAnswer {
    /// 401, or data.
    Served,
    /// 404.
    NotServed,
    /// Anything else.
    Unclear(Fault),
}

impl ProbeAnswer {
    /// Reads a probe's answer; arguments as for [`Fault::from_answer`].
    pub fn read(status: u16, content_type: Option<&str>, retry_after: Option<&str>, head: &[u8]) -> Self {
        match Fault::from_answer(status, content_type, retry_after, head) {
            None | Some(Fault::Unauthorized) => Self::Served,
            Some(Fault::NotFound { .. }) => Self::NotServed,
            Some(fault) => Self::Unclear(fault),
        }
    }

    /// The same, with what the `WWW-Authenticate` of a 401 says, where the page may read it.
    #[must_use]
    pub fn with_challenge(self, challenge: Option<&str>) -> Self {
        match self {
            Self::Served => match Fault::Unauthorized.with_challenge(challenge) {
                Fault::Unauthorized => Self::Served,
                fault => Self::Unclear(fault),
            },
            other => other,
        }
    }
}

/// What the probes of one or two products add up to.
#[derive(Clone, PartialEq, Debug)]
pub enum Found {
    /// This version is the newest that is served.
    Served {
        /// It.
        version: Version,
        /// Other versions seen to be served, newest first.
        also: Vec<Version>,
        /// Whether some version was not found: only then do the answers tell versions apart. If not, the newest that
        /// Tapeline knows is assumed.
        is_proved: bool,
    },
    /// The chosen product is not here, the other one is.
    OtherProduct {
        /// Which.
        product: Product,
        /// Its newest version that is served.
        version: Version,
    },
    /// Something answers, and knows no version of either product.
    NoneServed,
    /// No answer tells.
    Failed(Fault),
}

/// What to tell the person about what was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoundNote {
    /// The newest version was assumed: the server asks for a token whatever version is asked for.
    Assumed,
    /// This product is here, not the chosen one.
    Other(Product),
    /// Neither product is here.
    Neither,
}

impl FoundNote {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::Assumed => texts.version_assumed(),
            Self::Other(Product::Vb365) => texts.version_is_vb365(),
            Self::Other(Product::VbAzure) => texts.version_is_azure(),
            Self::Neither => texts.version_is_neither(),
        }
    }
}

/// In English, for developers.
impl fmt::Display for FoundNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Texts::default()))
    }
}

impl Found {
    /// What to tell the person, where there is something to tell.
    pub const fn note(&self) -> Option<FoundNote> {
        match self {
            Self::Served { is_proved: false, .. } => Some(FoundNote::Assumed),
            Self::OtherProduct { product, .. } => Some(FoundNote::Other(*product)),
            Self::NoneServed => Some(FoundNote::Neither),
            Self::Served { .. } | Self::Failed(_) => None,
        }
    }
}

/// The versions to ask for, newest first.
pub const fn candidates(product: Product) -> &'static [Version] {
    product.versions()
}

/// What the answers for one product say: the newest served version wins.
pub fn choose(product: Product, answers: &[(Version, ProbeAnswer)]) -> Found {
    let is_served = |version: Version| answers.iter().any(|(v, a)| *v == version && *a == ProbeAnswer::Served);
    let mut served = candidates(product).iter().copied().filter(|&version| is_served(version));
    let is_proved = answers.iter().any(|(_, answer)| *answer == ProbeAnswer::NotServed);
    if let Some(version) = served.next() {
        return Found::Served { version, also: served.collect(), is_proved };
    }
    let unclear = answers.iter().find_map(|(_, answer)| match answer {
        ProbeAnswer::Unclear(fault) => Some(fault),
        _ => None,
    });
    match unclear {
        Some(fault) => Found::Failed(fault.clone()),
        None => Found::NoneServed,
    }
}

/// The search itself, one probe at a time: ask [`Search::next`], report with [`Search::on_answer`], read [`Search::found`].
#[derive(Clone, Debug)]
pub struct Search {
    product: Product,
    answers: Vec<(Version, ProbeAnswer)>,
    /// The same for the other product, asked only if the chosen one is not here.
    others: Vec<(Version, ProbeAnswer)>,
}

impl Search {
    /// A search for the versions of `product`.
    pub const fn new(product: Product) -> Self {
        Self { product, answers: Vec::new(), others: Vec::new() }
    }

    /// What to GET next, without a token; `None` when enough is known.
    pub fn next(&self) -> Option<(Product, Version)> {
        if let Some(version) = next_of(self.product, &self.answers) {
            return Some((self.product, version));
        }
        let other = other(self.product);
        let is_elsewhere = choose(self.product, &self.answers) == Found::NoneServed;
        let is_found = self.others.iter().any(|(_, answer)| *answer == ProbeAnswer::Served);
        if !is_elsewhere || is_found {
            return None;
        }
        next_of(other, &self.others).map(|version| (other, version))
    }

    /// Takes the answer to what [`Search::next`] named.
    pub fn on_answer(&mut self, product: Product, version: Version, answer: ProbeAnswer) {
        let answers = if product == self.product { &mut self.answers } else { &mut self.others };
        answers.push((version, answer));
    }

    /// What is known so far; final once [`Search::next`] gives nothing.
    pub fn found(&self) -> Found {
        let own = choose(self.product, &self.answers);
        let product = other(self.product);
        match (own, choose(product, &self.others)) {
            (Found::NoneServed, Found::Served { version, .. }) => Found::OtherProduct { product, version },
            (own, _) => own,
        }
    }
}

/// The probe for a version, as path and query at that product.
pub fn probe_path(product: Product, version: Version) -> Option<String> {
    Endpoint::Probe(version).path(product, version)
}

const fn other(product: Product) -> Product {
    match product {
        Product::Vb365 => Product::VbAzure,
        Product::VbAzure => Product::Vb365,
    }
}

/// Down from the newest, until one is served and one is not. A failed connection ends it, as it would fail for all; so does
/// a program in front of the service, which says nothing of versions.
fn next_of(product: Product, answers: &[(Version, ProbeAnswer)]) -> Option<Version> {
    let any = |wanted: &ProbeAnswer| answers.iter().any(|(_, answer)| answer == wanted);
    let ends_it = |answer: &ProbeAnswer| match answer {
        ProbeAnswer::Unclear(fault) => {
            fault.status().is_none() || fault.is_passing() || fault.is_of_proxy() || fault.is_of_family()
        }
        _ => false,
    };
    let is_decided = any(&ProbeAnswer::Served) && any(&ProbeAnswer::NotServed);
    if is_decided || answers.iter().any(|(_, answer)| ends_it(answer)) {
        return None;
    }
    candidates(product).iter().copied().find(|version| !answers.iter().any(|(asked, _)| asked == version))
}
