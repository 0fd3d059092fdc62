//! The recipe for nginx 1.22.

use super::headers::{HASHED, Headers, IMMUTABLE, KEPT_FROM_API, REVALIDATED, TYPES, kept_from_browser};
use super::lines;
use super::plan::{Api, Certificate, Host, Page, Plan, Route};

const HEAD: &str = "\
# Tapeline behind nginx 1.22, made by `cargo xtask deploy nginx`. It goes into /etc/nginx/conf.d/tapeline.conf;
# then `nginx -t && systemctl reload nginx`. Make it anew whenever config.json changes.
";

/// Writes it.
pub(crate) fn recipe(plan: &Plan) -> String {
    let immutable = format!(
        "
# Files whose name changes with their content are kept for a year, all others asked for again.
map $uri $tapeline_cache {{
    default \"{REVALIDATED}\";
    \"~{HASHED}\" \"{IMMUTABLE}\";
}}
"
    );
    let hosts = plan.hosts.iter().map(|host| server(host, plan.certificate.as_ref()));
    [HEAD.to_owned(), immutable].into_iter().chain(hosts).collect()
}

fn server(host: &Host, certificate: Option<&Certificate>) -> String {
    let tls = certificate.filter(|_| host.origin.is_https()).map(|certificate| {
        format!(
            "    ssl_certificate \"{}\";
    ssl_certificate_key \"{}\";
    ssl_protocols TLSv1.2 TLSv1.3;
",
            certificate.chain, certificate.key
        )
    });
    let page = host.page.as_ref().map(page);
    let nothing =
        host.headers().filter(|_| !host.page.as_ref().is_some_and(|page| page.path.is_root())).map(nothing_else);
    let api = host.api.iter().flat_map(|api| api.routes.iter().map(|route| forward(api, route)));
    let parts: String = tls.into_iter().chain(nothing).chain(page).chain(api).collect();
    format!(
        "
# {}
server {{
{}    server_name {};
    server_tokens off;
{parts}}}
{}",
        host.title(),
        listen(host),
        host.origin.host(),
        redirect(host)
    )
}

fn listen(host: &Host) -> String {
    let (port, tls) = (host.origin.port(), if host.origin.is_https() { " ssl http2" } else { "" });
    match host.loopback() {
        Some(address) => format!("    listen {address}:{port}{tls};\n"),
        None => format!("    listen {port}{tls};\n    listen [::]:{port}{tls};\n"),
    }
}

/// From http to https, where somebody types only the name.
fn redirect(host: &Host) -> String {
    if host.origin.port() != 443 {
        return String::new();
    }
    format!(
        "
server {{
    listen 80;
    listen [::]:80;
    server_name {};
    return 301 {}$request_uri;
}}
",
        host.origin.host(),
        host.origin
    )
}

/// Not even nginx's own first page.
fn nothing_else(own: &Headers) -> String {
    format!(
        "
    location / {{
{}        return 404;
    }}
",
        headers(own)
    )
}

fn page(page: &Page) -> String {
    let redirect = if page.path.is_root() {
        String::new()
    } else {
        format!(
            "
    location = {} {{
        absolute_redirect off;
        return 301 {};
    }}
",
            page.path.without_slash(),
            page.path
        )
    };
    let types = lines(&TYPES, |(name, mime)| format!("            {mime} {name};\n"));
    let compressed: Vec<&str> = TYPES.iter().map(|(_, mime)| *mime).filter(|mime| *mime != "text/html").collect();
    format!(
        "{redirect}
    location {} {{
        alias \"{}/\";
        index index.html;
        types {{
{types}        }}
        charset utf-8;
        charset_types text/css text/javascript;
        gzip on;
        gzip_comp_level 6;
        gzip_vary on;
        gzip_types {};
        # With the package libnginx-mod-http-brotli-static, smaller still:
        # brotli_static on;
        # Not with `always`: that a file is missing is nothing to keep.
        add_header Cache-Control $tapeline_cache;
{}    }}
",
        page.path,
        page.folder,
        compressed.join(" "),
        headers(&page.headers)
    )
}

fn forward(api: &Api, route: &Route) -> String {
    let options = if api.answers_options {
        "        if ($request_method = OPTIONS) {
            return 204;
        }
"
    } else {
        ""
    };
    let encrypted = if route.upstream.is_https() {
        format!(
            "        proxy_ssl_verify on;
        proxy_ssl_verify_depth 3;
        proxy_ssl_trusted_certificate \"{}\";
        proxy_ssl_server_name on;
        proxy_ssl_name {};
        proxy_ssl_protocols TLSv1.2 TLSv1.3;
",
            api.authority,
            route.upstream.host()
        )
    } else {
        String::new()
    };
    let kept = lines(&KEPT_FROM_API, |name| format!("        proxy_set_header {name} \"\";\n"));
    let hidden = lines(kept_from_browser(&api.headers), |name| format!("        proxy_hide_header {name};\n"));
    format!(
        "
    # {}. Read only: nothing but GET passes, without a body.
    location ~ \"{}\" {{
{options}        if ($request_method != GET) {{
            return 405;
        }}
        proxy_pass {};
        proxy_http_version 1.1;
        proxy_pass_request_body off;
        proxy_set_header Content-Length \"\";
        proxy_set_header Connection \"\";
        proxy_set_header Host {};
{kept}        # When the server answered, by its own clock.
        proxy_pass_header Date;
{hidden}        proxy_redirect off;
        # Long logs go through as they come, and never to disk.
        proxy_buffering off;
        proxy_read_timeout 300s;
{encrypted}{}    }}
",
        route.product.name(),
        route.pattern(),
        route.upstream,
        route.authority(),
        headers(&api.headers)
    )
}

/// With `always`, so that errors carry them too. An inner block with lines of its own loses the outer ones, so every
/// block has them all.
fn headers(headers: &Headers) -> String {
    lines(headers, |(name, value)| format!("        add_header {name} \"{value}\" always;\n"))
}
