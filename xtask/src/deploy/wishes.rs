//! The words of the command line, each understood on its own.

use std::fmt;
use std::path::PathBuf;

use tapeline::api::Origin;
use tapeline::model::Product;

use crate::{Result, place};

/// Which web server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Program {
    Nginx,
    Apache,
    Caddy,
    Iis,
}

/// How the browser gets at the API.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Deployment {
    /// Page and API behind one origin.
    OneOrigin,
    /// The API behind an origin of its own, which permits the page to read.
    Cors,
    /// As the servers themselves have it.
    Direct,
}

/// The name of a file or folder on the host, which stands between quotes in a recipe.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct HostPath(String);

impl HostPath {
    pub(super) fn parse(text: &str) -> Result<Self> {
        let harmless = |c: char| c.is_alphanumeric() || " /._-+@~,()".contains(c);
        if !text.starts_with('/') || !text.chars().all(harmless) {
            let what = "the full name of a file or folder on the host, of letters, digits, spaces and /._-+@~,()";
            return Err(format!("{text:?} is not {what}").into());
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }
}

impl fmt::Display for HostPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the page is below its origin: begins and ends with a slash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PagePath(String);

impl PagePath {
    pub(super) fn parse(text: &str) -> Result<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        let name = |part: &str| !part.is_empty() && part.chars().all(plain);
        let inner =
            text.strip_prefix('/').and_then(|rest| if rest.is_empty() { Some("") } else { rest.strip_suffix('/') });
        match inner {
            Some(inner) if inner.is_empty() || inner.split('/').all(name) => Ok(Self(text.to_owned())),
            _ => Err(format!("--path is / or /name/ or /some/name/, of letters, digits, - and _, not {text:?}").into()),
        }
    }

    pub(super) fn is_root(&self) -> bool {
        self.0 == "/"
    }

    /// Without the slash at its end, as somebody may type it.
    pub(super) fn without_slash(&self) -> &str {
        self.0.trim_end_matches('/')
    }
}

impl fmt::Display for PagePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wishes {
    pub(crate) program: Program,
    pub(crate) origin: Origin,
    pub(crate) path: PagePath,
    pub(crate) folder: HostPath,
    pub(crate) config: PathBuf,
    pub(crate) deployment: Deployment,
    /// Where each product's API is, as the host reaches it.
    pub(crate) upstreams: Vec<(Product, Origin)>,
    pub(crate) upstream_ca: Option<HostPath>,
    pub(crate) api_origin: Option<Origin>,
    pub(crate) certificate: Option<HostPath>,
    pub(crate) key: Option<HostPath>,
    pub(crate) any_server: bool,
    pub(crate) out: Option<PathBuf>,
}

impl Wishes {
    pub(crate) fn parse(words: &[&str]) -> Result<Self> {
        let (program, flags) = words.split_first().ok_or("which web server?")?;
        let program = match *program {
            "nginx" => Program::Nginx,
            "apache" => Program::Apache,
            "caddy" => Program::Caddy,
            "iis" => Program::Iis,
            other => return Err(format!("there is no recipe for `{other}`").into()),
        };
        let at = flags.iter().position(|flag| *flag == "--origin").and_then(|at| flags.get(at + 1));
        let mut wishes = Self {
            program,
            origin: origin("--origin", at.ok_or("--origin is needed: where do people open the page?")?)?,
            path: PagePath::parse("/")?,
            folder: HostPath::parse("/var/www/tapeline")?,
            config: place::dist().join("config.json"),
            deployment: Deployment::OneOrigin,
            upstreams: Vec::new(),
            upstream_ca: None,
            api_origin: None,
            certificate: None,
            key: None,
            any_server: false,
            out: None,
        };
        let mut flags = flags.iter();
        while let Some(&flag) = flags.next() {
            if flag == "--any-server" {
                wishes.any_server = true;
            } else {
                let value = flags.next().ok_or_else(|| format!("{flag} wants a value"))?;
                wishes.set(flag, value)?;
            }
        }
        Ok(wishes)
    }

    fn set(&mut self, flag: &str, value: &str) -> Result<()> {
        match flag {
            // Read already: nothing can be made without it.
            "--origin" => {}
            "--path" => self.path = PagePath::parse(value)?,
            "--folder" => self.folder = HostPath::parse(value)?,
            "--config" => self.config = value.into(),
            "--deployment" => {
                self.deployment = match value {
                    "one-origin" => Deployment::OneOrigin,
                    "cors" => Deployment::Cors,
                    "direct" => Deployment::Direct,
                    _ => return Err(format!("--deployment is one-origin, cors or direct, not {value:?}").into()),
                }
            }
            "--vb365" => self.upstreams.push((Product::Vb365, upstream(flag, value)?)),
            "--vbazure" => self.upstreams.push((Product::VbAzure, upstream(flag, value)?)),
            "--vbr" => self.upstreams.push((Product::Vbr, upstream(flag, value)?)),
            "--vbaws" => self.upstreams.push((Product::VbAws, upstream(flag, value)?)),
            "--upstream-ca" => self.upstream_ca = Some(HostPath::parse(value)?),
            "--api-origin" => self.api_origin = Some(origin(flag, value)?),
            "--certificate" => self.certificate = Some(HostPath::parse(value)?),
            "--key" => self.key = Some(HostPath::parse(value)?),
            "--out" => self.out = Some(value.into()),
            _ => return Err(format!("there is no flag {flag}").into()),
        }
        Ok(())
    }
}

fn origin(flag: &str, value: &str) -> Result<Origin> {
    Origin::parse(value).map_err(|e| format!("{flag} {value}: {e}").into())
}

/// A server whose certificate is checked, which nginx and Apache do by name only.
fn upstream(flag: &str, value: &str) -> Result<Origin> {
    let origin = origin(flag, value)?;
    if origin.is_https() && !origin.host().contains(|c: char| c.is_ascii_lowercase()) || origin.host().contains('[') {
        return Err(format!("{flag} {value}: its certificate is checked by name, so give the server's name").into());
    }
    Ok(origin)
}
