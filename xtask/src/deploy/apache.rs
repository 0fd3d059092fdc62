//! The recipe for Apache 2.4.

use super::headers::{HASHED, Headers, IMMUTABLE, KEPT_FROM_API, REVALIDATED, TYPES, kept_from_browser};
use super::lines;
use super::plan::{Api, Certificate, Host, Page, Plan, Route};
use super::wishes::PagePath;

const HEAD: &str = "\
# Tapeline behind Apache 2.4, made by `cargo xtask deploy apache`. It goes into
# /etc/apache2/sites-available/tapeline.conf; then
#     a2enmod alias allowmethods brotli deflate dir filter headers http2 mime proxy proxy_http rewrite ssl
#     a2ensite tapeline && apachectl configtest && systemctl reload apache2
# Make it anew whenever config.json changes.
";

/// Writes it.
pub(crate) fn recipe(plan: &Plan) -> String {
    let hosts = plan.hosts.iter().map(|host| virtual_host(host, plan.certificate.as_ref()));
    std::iter::once(HEAD.to_owned()).chain(hosts).collect()
}

fn virtual_host(host: &Host, certificate: Option<&Certificate>) -> String {
    let (address, port) = (host.loopback().unwrap_or("*"), host.origin.port());
    // Debian's ports.conf has these two.
    let listen = match (host.loopback(), port) {
        (None, 80 | 443) => String::new(),
        (None, port) => format!("Listen {port}\n"),
        (Some(address), port) => format!("Listen {address}:{port}\n"),
    };
    let tls = certificate.filter(|_| host.origin.is_https()).map(|certificate| {
        format!(
            "    Protocols h2 http/1.1
    SSLEngine on
    SSLProtocol -all +TLSv1.2 +TLSv1.3
    SSLCertificateFile \"{}\"
    SSLCertificateKeyFile \"{}\"
",
            certificate.chain, certificate.key
        )
    });
    let api = host.api.as_ref().map(api);
    let page = host.page.as_ref().map(page);
    let parts: String = tls.into_iter().chain(api).chain(nothing_else(host)).chain(page).collect();
    format!(
        "
# {}
{listen}<VirtualHost {address}:{port}>
    ServerName {}
    ServerSignature Off
    ProxyRequests Off
    RewriteEngine On
{parts}</VirtualHost>
{}",
        host.title(),
        host.origin,
        redirect(host)
    )
}

/// From http to https, where somebody types only the name.
fn redirect(host: &Host) -> String {
    if host.origin.port() != 443 {
        return String::new();
    }
    let (name, origin) = (host.origin.host(), &host.origin);
    format!(
        "
<VirtualHost *:80>
    ServerName {name}
    Redirect permanent \"/\" \"{origin}/\"
</VirtualHost>
"
    )
}

/// Where the page is not at the root: 404 for all else, and the way to the page for who leaves out the last slash.
fn nothing_else(host: &Host) -> Option<String> {
    let path = host.page.as_ref().map(|page| &page.path);
    if path.is_some_and(PagePath::is_root) {
        return None;
    }
    let page = path.map(|path| {
        format!(
            "    RewriteRule \"^{}$\" \"{path}\" [R=301,L]
    RewriteCond %{{REQUEST_URI}} \"!^{path}\"
",
            path.without_slash()
        )
    });
    let routes = host.api.iter().flat_map(|api| &api.routes);
    let routes = routes.map(|route| format!("    RewriteCond %{{REQUEST_URI}} \"!{}\"\n", route.pattern()));
    let rule = "    # Nothing else is here.\n    RewriteRule \"^\" - [R=404,L]\n".to_owned();
    Some(std::iter::once("\n".to_owned()).chain(page).chain(routes).chain([rule]).collect())
}

fn page(page: &Page) -> String {
    let place = if page.path.is_root() {
        format!("    DocumentRoot \"{}\"\n", page.folder)
    } else {
        format!("    Alias \"{}\" \"{}/\"\n", page.path, page.folder)
    };
    let types = lines(&TYPES, |(name, mime)| format!("        AddType {mime} .{name}\n"));
    format!(
        "
{place}{}    # A compressed file is the same file: it is not sent again to who has it.
    BrotliAlterETag NoChange
    DeflateAlterETag NoChange
    <Directory \"{}\">
        Require all granted
        AllowOverride None
        AllowMethods GET HEAD
        Options None
        DirectoryIndex index.html
        DirectorySlash Off
{types}        AddCharset utf-8 .html .css .js
        AddOutputFilterByType BROTLI_COMPRESS;DEFLATE {}
        # Files whose name changes with their content are kept for a year, all others asked for again.
        # Not with `always`: that a file is missing is nothing to keep.
        Header set Cache-Control \"{REVALIDATED}\"
        <FilesMatch \"{HASHED}\">
            Header set Cache-Control \"{IMMUTABLE}\"
        </FilesMatch>
    </Directory>
",
        headers("    ", &page.headers),
        page.folder,
        TYPES.map(|(_, mime)| mime).join(" ")
    )
}

fn api(api: &Api) -> String {
    let encrypted = if api.routes.iter().any(|route| route.upstream.is_https()) {
        format!(
            "    SSLProxyEngine on
    SSLProxyProtocol -all +TLSv1.2 +TLSv1.3
    SSLProxyVerify require
    SSLProxyVerifyDepth 3
    SSLProxyCACertificateFile \"{}\"
    SSLProxyCheckPeerName on
    SSLProxyCheckPeerExpire on
",
            api.authority
        )
    } else {
        String::new()
    };
    let routes: String = api.routes.iter().map(|route| forward(api, route)).collect();
    format!("    ProxyAddHeaders Off\n{encrypted}{routes}")
}

fn forward(api: &Api, route: &Route) -> String {
    let pattern = route.pattern();
    let options = if api.answers_options {
        format!(
            "    RewriteCond %{{REQUEST_METHOD}} =OPTIONS
    RewriteRule \"{pattern}\" - [R=204,L]
"
        )
    } else {
        String::new()
    };
    let kept = lines(&KEPT_FROM_API, |name| format!("        RequestHeader unset {name}\n"));
    let hidden = lines(kept_from_browser(&api.headers), |name| format!("        Header unset {name}\n"));
    format!(
        "
    # {}. Read only: nothing but GET passes.
{options}    RewriteCond %{{REQUEST_METHOD}} !=GET
    RewriteRule \"{pattern}\" - [R=405,L]
    ProxyPassMatch \"{pattern}\" \"{}\" connectiontimeout=10 timeout=300
    <LocationMatch \"{pattern}\">
{kept}{hidden}{}    </LocationMatch>
",
        route.product.name(),
        route.upstream,
        headers("        ", &api.headers)
    )
}

/// With `always`, so that errors carry them too.
fn headers(indent: &str, headers: &Headers) -> String {
    lines(headers, |(name, value)| format!("{indent}Header always set {name} \"{value}\"\n"))
}
