//! What is to be deployed: hosts, what each serves and with which headers. Every recipe is written from this.

use std::fs;

use tapeline::api::Origin;
use tapeline::config::Config;
use tapeline::model::Product;

use super::headers::{self, Headers};
use super::wishes::{Deployment, HostPath, PagePath, Program, Wishes};
use crate::Result;

/// Debian's list of public authorities.
const PUBLIC_AUTHORITIES: &str = "/etc/ssl/certs/ca-certificates.crt";

/// A deployment.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) hosts: Vec<Host>,
    pub(crate) certificate: Option<Certificate>,
}

/// One origin: the page, or the API, or both.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) origin: Origin,
    pub(crate) page: Option<Page>,
    pub(crate) api: Option<Api>,
}

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) path: PagePath,
    pub(crate) folder: HostPath,
    pub(crate) headers: Headers,
}

/// What is forwarded.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) routes: Vec<Route>,
    pub(crate) authority: HostPath,
    pub(crate) headers: Headers,
    /// Whether the host answers the question that a browser asks before it lets another origin read.
    pub(crate) answers_options: bool,
}

/// One product's server.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) product: Product,
    pub(crate) upstream: Origin,
}

/// The host's own certificate.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    pub(crate) chain: HostPath,
    pub(crate) key: HostPath,
}

impl Plan {
    /// Puts the wishes together with config.json.
    ///
    /// # Errors
    /// They contradict each other, or the page could not reach what is to be forwarded.
    pub(crate) fn of(wishes: &Wishes) -> Result<Self> {
        let config = read_config(wishes)?;
        let page_headers = headers::of_page(&wishes.origin, &config)?;
        let page = Page { path: wishes.path.clone(), folder: wishes.folder.clone(), headers: page_headers };
        let mut host = Host { origin: wishes.origin.clone(), page: Some(page), api: None };
        let hosts = match (wishes.deployment, &wishes.api_origin) {
            (Deployment::Direct, None) if wishes.upstreams.is_empty() => vec![host],
            (Deployment::Direct, _) => return Err("a direct deployment forwards nothing".into()),
            (Deployment::OneOrigin, None) => {
                host.api = Some(api(wishes, &wishes.origin, None)?);
                vec![host]
            }
            (Deployment::OneOrigin, Some(_)) => return Err("--api-origin belongs to --deployment cors".into()),
            (Deployment::Cors, Some(origin)) if *origin != wishes.origin => {
                let api = api(wishes, origin, Some(&wishes.origin))?;
                vec![host, Host { origin: origin.clone(), page: None, api: Some(api) }]
            }
            (Deployment::Cors, _) => return Err("--deployment cors needs an --api-origin of its own".into()),
        };
        for host in hosts.iter().filter(|host| host.api.is_some()) {
            let origin = host.origin.to_string();
            if !config.servers.iter().any(|server| server.api == origin) {
                return Err(format!(
                    "config.json does not name {origin}, where the page will find the API.\n{}",
                    sample(&origin)
                )
                .into());
            }
        }
        Ok(Self { certificate: certificate(wishes, &hosts)?, hosts })
    }
}

fn read_config(wishes: &Wishes) -> Result<Config> {
    let file = wishes.config.display();
    let bytes = fs::read(&wishes.config).map_err(|e| format!("{file}: {e}"))?;
    let (config, problems) = Config::parse(&bytes);
    if !problems.is_empty() {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Err(format!("{file} has to be put right first:\n{}", problems.join("\n")).into());
    }
    match (config.allow_other_servers, wishes.any_server) {
        (true, false) => Err(format!(
            "{file} lets people name any server, so the page may send to any. If that is wanted say --any-server; \
             else name the servers in it.\n{}",
            sample(&wishes.api_origin.as_ref().unwrap_or(&wishes.origin).to_string())
        )
        .into()),
        (false, true) => Err(format!("--any-server contradicts {file}, which allows only the servers it names").into()),
        _ => Ok(config),
    }
}

/// What config.json could be.
fn sample(api: &str) -> String {
    format!(
        "Such as:\n\n    {{\n      \"servers\": [{{ \"name\": \"Backup\", \"api\": \"{api}\" }}],\n      \
         \"allow_other_servers\": false\n    }}\n"
    )
}

fn api(wishes: &Wishes, origin: &Origin, reader: Option<&Origin>) -> Result<Api> {
    let routes: Vec<Route> = wishes
        .upstreams
        .iter()
        .map(|(product, upstream)| Route { product: *product, upstream: upstream.clone() })
        .collect();
    // A request tells by its path which server it is for.
    let mut prefixes: Vec<String> = routes.iter().flat_map(Route::prefixes).collect();
    prefixes.sort();
    if routes.is_empty() || prefixes.windows(2).any(|two| two.first() == two.last()) {
        return Err(
            "give one --vb365 server to forward to, or one of --vbazure, --vbr and --vbaws, or one of each of \
                    these two sorts; those of the second sort share paths, so a second one needs a host of its own"
                .into(),
        );
    }
    let has_revisions = routes.iter().any(|route| route.product.has_revisions());
    Ok(Api {
        routes,
        authority: wishes.upstream_ca.clone().map_or_else(|| HostPath::parse(PUBLIC_AUTHORITIES), Ok)?,
        headers: headers::of_api(origin, reader, has_revisions),
        answers_options: reader.is_some(),
    })
}

fn certificate(wishes: &Wishes, hosts: &[Host]) -> Result<Option<Certificate>> {
    let needed = hosts.iter().any(|host| host.origin.is_https());
    match (wishes.program, &wishes.certificate, &wishes.key) {
        (Program::Iis, None, None) => Ok(None),
        (Program::Iis, ..) => Err("IIS has its certificate in the site's binding".into()),
        (_, Some(chain), Some(key)) if needed => Ok(Some(Certificate { chain: chain.clone(), key: key.clone() })),
        (_, None, None) if !needed || wishes.program == Program::Caddy => Ok(None),
        (_, Some(_), Some(_)) => Err("a certificate is of no use without https".into()),
        _ => Err("https needs --certificate and --key".into()),
    }
}

impl Route {
    /// What paths of the API begin with, a slash at the end: `/v8/`, or `/api/v8.1/`.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = String> {
        let root = self.root();
        self.versions().into_iter().map(move |version| format!("{root}{version}/"))
    }

    /// The same as one regular expression.
    pub(crate) fn pattern(&self) -> String {
        let versions: Vec<String> = self.versions().iter().map(|version| version.replace('.', r"\.")).collect();
        format!("^{}({})/", self.root(), versions.join("|"))
    }

    fn root(&self) -> &'static str {
        match self.product {
            Product::Vb365 => "/",
            Product::VbAzure | Product::Vbr | Product::VbAws => "/api/",
        }
    }

    /// What stands for the version in a path; the same for all where the version goes into a header.
    fn versions(&self) -> Vec<String> {
        if self.product.has_revisions() {
            return vec!["v1".to_owned()];
        }
        self.product.versions().iter().map(ToString::to_string).collect()
    }

    /// Host and port, as they stand in a Host header.
    pub(crate) fn authority(&self) -> String {
        let text = self.upstream.to_string();
        text.split_once("://").map_or(String::new(), |(_, authority)| authority.to_owned())
    }
}

impl Host {
    /// The address to listen at: loopback alone where the origin is on it, or else every one.
    pub(crate) fn loopback(&self) -> Option<&str> {
        match self.origin.host() {
            "localhost" => Some("127.0.0.1"),
            host if self.origin.is_loopback() => Some(host),
            _ => None,
        }
    }

    /// Headers of all that it answers, unless it is said otherwise for a part.
    pub(crate) fn headers(&self) -> Option<&Headers> {
        self.page.as_ref().map(|page| &page.headers).or(self.api.as_ref().map(|api| &api.headers))
    }

    /// In words, for the first line of its part of a recipe.
    pub(crate) fn title(&self) -> String {
        let what = match (&self.page, &self.api) {
            (Some(_), Some(_)) => "the page and the API",
            (Some(_), None) => "the page",
            _ => "the API, which the page may read",
        };
        format!("{}: {what}", self.origin)
    }
}
