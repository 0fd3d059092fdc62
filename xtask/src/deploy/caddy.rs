//! The recipe for Caddy 2.6.

use super::headers::{HASHED, Headers, IMMUTABLE, KEPT_FROM_API, REVALIDATED, TYPES, kept_from_browser};
use super::lines;
use super::plan::{Api, Certificate, Host, Page, Plan, Route};

const HEAD: &str = "\
# Tapeline behind Caddy 2.6, made by `cargo xtask deploy caddy`. It goes into /etc/caddy/Caddyfile (or into a file that
# is imported there); then `systemctl reload caddy`. Make it anew whenever config.json changes.
";

/// Writes it.
pub(crate) fn recipe(plan: &Plan) -> String {
    let hosts = plan.hosts.iter().map(|host| site(host, plan.certificate.as_ref()));
    std::iter::once(HEAD.to_owned()).chain(hosts).collect()
}

fn site(host: &Host, certificate: Option<&Certificate>) -> String {
    let bind = host.loopback().map(|address| format!("\tbind {address}\n"));
    let tls = certificate
        .filter(|_| host.origin.is_https())
        .map(|certificate| format!("\ttls \"{}\" \"{}\"\n", certificate.chain, certificate.key));
    let api = host.api.iter().flat_map(|api| api.routes.iter().map(|route| forward(api, route)));
    let page = host.page.as_ref().map(page);
    let (outer, inner): (String, String) = (bind.into_iter().chain(tls).collect(), api.chain(page).collect());
    format!(
        "
# {}
{} {{
{outer}\t# Caddy leaves Authorization and cookies out of its log.
\tlog
\t# In this order, and the first that fits.
\troute {{
{inner}\t\trespond 404
\t}}
}}
",
        host.title(),
        host.origin
    )
}

fn page(page: &Page) -> String {
    let path = &page.path;
    let redirect =
        if path.is_root() { String::new() } else { format!("\t\tredir {} {path} 301\n", page.path.without_slash()) };
    let texts = TYPES.into_iter().filter(|(_, mime)| mime.starts_with("text/"));
    let types = lines(texts, |(name, mime)| format!("\t\t\theader *.{name} Content-Type \"{mime}; charset=utf-8\"\n"));
    format!(
        "{redirect}\t\thandle_path {path}* {{
\t\t\troot * \"{}\"
{}\t\t\t# Files whose name changes with their content are kept for a year, all others asked for again. That a file is
\t\t\t# missing is nothing to keep.
\t\t\t@there file {{path}} {{path}}/index.html
\t\t\theader @there Cache-Control \"{REVALIDATED}\"
\t\t\t@hashed {{
\t\t\t\tpath_regexp \"{HASHED}\"
\t\t\t\tfile
\t\t\t}}
\t\t\theader @hashed Cache-Control \"{IMMUTABLE}\"
\t\t\t@writes not method GET HEAD
\t\t\trespond @writes 405
\t\t\tencode gzip {{
\t\t\t\tmatch {{
{}\t\t\t\t}}
\t\t\t}}
\t\t\tfile_server {{
\t\t\t\tprecompressed br
\t\t\t}}
\t\t}}
",
        page.folder,
        headers("\t\t\t", &page.headers) + &types,
        lines(TYPES, |(_, mime)| format!("\t\t\t\t\theader Content-Type {mime}*\n"))
    )
}

fn forward(api: &Api, route: &Route) -> String {
    let name = route.product.key();
    let paths = lines(route.prefixes(), |prefix| format!(" {prefix}*"));
    let options = if api.answers_options { "\t\t\t@asks method OPTIONS\n\t\t\trespond @asks 204\n" } else { "" };
    let kept = lines(&KEPT_FROM_API, |name| format!("\t\t\t\theader_up -{name}\n"));
    let hidden = lines(kept_from_browser(&api.headers), |name| format!("\t\t\t\theader_down -{name}\n"));
    let encrypted = if route.upstream.is_https() {
        format!(
            "\t\t\t\ttransport http {{
\t\t\t\t\ttls_server_name {}
\t\t\t\t\ttls_trusted_ca_certs \"{}\"
\t\t\t\t}}
",
            route.upstream.host(),
            api.authority
        )
    } else {
        String::new()
    };
    format!(
        "\t\t# {}. Read only: nothing but GET passes.
\t\t@{name} path{paths}
\t\thandle @{name} {{
{}{options}\t\t\t@writes not method GET
\t\t\trespond @writes 405
\t\t\treverse_proxy {} {{
\t\t\t\theader_up Host {}
{kept}{hidden}\t\t\t\t# Long logs go through as they come.
\t\t\t\tflush_interval -1
{encrypted}\t\t\t}}
\t\t}}
",
        route.product.name(),
        headers("\t\t\t", &api.headers),
        route.upstream,
        route.authority()
    )
}

fn headers(indent: &str, headers: &Headers) -> String {
    let lines = lines(headers, |(name, value)| format!("{indent}\t{name} \"{value}\"\n"));
    format!("{indent}header {{\n{lines}{indent}}}\n")
}
