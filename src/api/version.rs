//! Which version of the API a server speaks, found without a token: a version that is served asks for one (401), a version
//! that is not is not found (404).
//!
//! One answer proves nothing, since a proxy may ask everybody for a token and another web server may know no path at all.
//! So several versions decide, down from the newest; and where a product knows none of its paths, the other products'
//! are tried.
//!
//! Products with revisions have one path for all of them, so that one answer is enough: data, a refusal that lists the revisions
//! that are served, or no such path.

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
    /// 404 on a path that all versions have, or a list of another product's versions: the product is not here.
    NotHere,
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
    /// The chosen product is not here, another one is.
    OtherProduct {
        /// Which.
        product: Product,
        /// Its newest version that is served.
        version: Version,
    },
    /// Something answers, and knows no version of any product.
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
    /// None of the products is here.
    Neither,
}

impl FoundNote {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::Assumed => texts.version_assumed(),
            Self::Other(product) => texts.version_is_other(product.name()),
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
    // Time is told without a token, whoever asks; so what tells it is the product.
    let is_proved = answers.iter().any(|(_, answer)| *answer == ProbeAnswer::NotServed) || product == Product::Vbr;
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
    /// Of the chosen product, and of the others, which are asked only if it is not here.
    answers: Vec<(Product, Vec<(Version, ProbeAnswer)>)>,
}

impl Search {
    /// A search for the versions of `product`.
    pub fn new(product: Product) -> Self {
        let others = Product::ALL.into_iter().filter(|&other| other != product);
        let answers = std::iter::once(product).chain(others).map(|product| (product, Vec::new())).collect();
        Self { product, answers }
    }

    /// What to GET next, without a token; `None` when enough is known.
    pub fn next(&self) -> Option<(Product, Version)> {
        let mut is_of_family = false;
        for (product, answers) in &self.answers {
            let is_own = *product == self.product;
            // What wants a revision with every request is none of those that have none.
            if is_of_family && !product.has_revisions() {
                continue;
            }
            if let Some(version) = next_of(*product, answers) {
                return Some((*product, version));
            }
            match choose(*product, answers) {
                Found::NoneServed => {}
                Found::Failed(fault) if fault.is_of_family() && !(is_own && product.has_revisions()) => {
                    is_of_family = true;
                }
                Found::Failed(_) if !is_own => {}
                _ => return None,
            }
        }
        None
    }

    /// Takes the answer to what [`Search::next`] named.
    pub fn on_answer(&mut self, product: Product, version: Version, answer: ProbeAnswer) {
        let is_own = product == self.product;
        let Some((_, answers)) = self.answers.iter_mut().find(|(known, _)| *known == product) else { return };
        match answer {
            ProbeAnswer::NotServed if product.has_revisions() => answers.push((version, ProbeAnswer::NotHere)),
            ProbeAnswer::Unclear(fault) if product.has_revisions() && fault.is_of_family() => {
                let message = fault.body().map_or("", |body| body.message.as_str());
                match revisions(product, message) {
                    Some(served) if !served.is_empty() => {
                        answers.push((version, ProbeAnswer::NotServed));
                        answers.extend(served.into_iter().map(|served| (served, ProbeAnswer::Served)));
                    }
                    None => answers.push((version, ProbeAnswer::NotHere)),
                    // It lists none: those that are left may be served. Or none that is known here.
                    Some(_) if is_own && !message.contains("-rev") => answers.push((version, ProbeAnswer::NotServed)),
                    Some(_) => answers.push((version, ProbeAnswer::Unclear(fault))),
                }
            }
            answer => answers.push((version, answer)),
        }
    }

    /// What is known so far; final once [`Search::next`] gives nothing.
    pub fn found(&self) -> Found {
        let of = |product: &Product, answers: &[(Version, ProbeAnswer)]| choose(*product, answers);
        let mut found = self.answers.iter().map(|(product, answers)| (*product, of(product, answers)));
        let own = found.next().map_or(Found::NoneServed, |(_, own)| own);
        let is_elsewhere = match &own {
            Found::NoneServed => true,
            Found::Failed(fault) => fault.is_of_family(),
            _ => false,
        };
        let other = found.filter(|_| is_elsewhere).find_map(|(product, found)| match found {
            Found::Served { version, .. } => Some(Found::OtherProduct { product, version }),
            _ => None,
        });
        other.unwrap_or(own)
    }
}

/// The product's revisions that a refusal lists, written with a `v` or without; nothing where it lists more of
/// another product's: products number their revisions alike.
fn revisions(product: Product, message: &str) -> Option<Vec<Version>> {
    let words = || message.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-');
    let words = || words().map(|word| word.trim_end_matches('.')).filter(|word| word.contains("-rev"));
    let n_known = |of: Product| words().filter(|word| Version::parse(of, word).is_some()).count();
    let is_of_other = Product::ALL.into_iter().any(|other| other.has_revisions() && n_known(other) > n_known(product));
    (!is_of_other).then(|| words().filter_map(|word| Version::parse(product, word)).collect())
}

/// The probe for a version, as path and query at that product.
pub fn probe_path(product: Product, version: Version) -> Option<String> {
    Endpoint::Probe(version).path(product, version)
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
    let is_decided = any(&ProbeAnswer::NotHere)
        || any(&ProbeAnswer::Served) && (any(&ProbeAnswer::NotServed) || product.has_revisions());
    if is_decided || answers.iter().any(|(_, answer)| ends_it(answer)) {
        return None;
    }
    candidates(product).iter().copied().find(|version| !answers.iter().any(|(asked, _)| asked == version))
}
