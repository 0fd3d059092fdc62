//! The recipe for IIS 10 with its modules URL Rewrite and Application Request Routing: a `web.config`.
//!
//! No IIS runs where this is tested: a test holds the file to its own form and to the headers of the other recipes.

use super::headers::{HASHED, Headers, IMMUTABLE, KEPT_FROM_API, TYPES, kept_from_browser};
use super::lines;
use super::plan::{Api, Host, Plan, Route};
use crate::Result;

/// Writes it. IIS has a file for each site: where the API is a site of its own, this is that one.
///
/// # Errors
/// There is nothing to deploy.
pub(crate) fn recipe(plan: &Plan) -> Result<String> {
    let host = plan.hosts.last().ok_or("there is no host to write a recipe for")?;
    let parts = [content(host), verbs(host), custom(host.headers()), rewrite(host)];
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<!-- Tapeline behind IIS 10, made by `cargo xtask deploy iis`. It goes into the folder of the site
     {}. Make it anew whenever config.json changes. -->
<configuration>
  <system.webServer>
    <directoryBrowse enabled=\"false\" />
    <!-- Errors of the API are for the page to read. -->
    <httpErrors existingResponse=\"PassThrough\" />
{}  </system.webServer>
</configuration>
",
        host.title(),
        parts.concat()
    ))
}

fn content(host: &Host) -> String {
    if host.page.is_none() {
        return String::new();
    }
    let types = lines(TYPES, |(name, mime)| {
        let charset = if mime.starts_with("text/") { "; charset=utf-8" } else { "" };
        format!(
            "      <remove fileExtension=\".{name}\" />
      <mimeMap fileExtension=\".{name}\" mimeType=\"{mime}{charset}\" />
"
        )
    });
    format!(
        "    <defaultDocument enabled=\"true\">
      <files>
        <clear />
        <add value=\"index.html\" />
      </files>
    </defaultDocument>
    <urlCompression doStaticCompression=\"true\" doDynamicCompression=\"false\" />
    <staticContent>
      <!-- Asked for again each time; see the outbound rule for those that are kept. -->
      <clientCache cacheControlMode=\"DisableCache\" />
{types}    </staticContent>
"
    )
}

/// The words that a request may begin with.
fn verbs(host: &Host) -> String {
    let options = host.api.as_ref().is_some_and(|api| api.answers_options).then_some("OPTIONS");
    let verbs = ["GET", "HEAD"].into_iter().chain(options);
    let allowed = lines(verbs, |verb| format!("          <add verb=\"{verb}\" allowed=\"true\" />\n"));
    format!(
        "    <security>
      <requestFiltering removeServerHeader=\"true\">
        <verbs allowUnlisted=\"false\">
{allowed}        </verbs>
      </requestFiltering>
    </security>
"
    )
}

fn custom(headers: Option<&Headers>) -> String {
    // IIS adds these to what the API sends; the outbound rules put it in place.
    let headers = headers.into_iter().flatten().filter(|(name, _)| *name != "Cache-Control");
    let lines = lines(headers, |(name, value)| {
        let value = escaped(value);
        format!("        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{value}\" />\n")
    });
    format!(
        "    <httpProtocol>
      <customHeaders>
        <remove name=\"X-Powered-By\" />
{lines}      </customHeaders>
    </httpProtocol>
"
    )
}

fn rewrite(host: &Host) -> String {
    let inbound: String = host.api.iter().flat_map(|api| api.routes.iter().map(|route| forward(api, route))).collect();
    let kept = host.page.as_ref().map(|_| {
        format!(
            "        <!-- Files whose name changes with their content are kept for a year. -->
        <rule name=\"Kept for a year\">
          <match serverVariable=\"RESPONSE_Cache-Control\" pattern=\".*\" />
          <conditions>
            <add input=\"{{URL}}\" pattern=\"{HASHED}\" />
            <add input=\"{{RESPONSE_STATUS}}\" pattern=\"^(200|304)$\" />
          </conditions>
          <action type=\"Rewrite\" value=\"{IMMUTABLE}\" />
        </rule>
"
        )
    });
    let answers = host.api.iter().flat_map(|api| api.routes.iter().map(|route| answers(api, route)));
    let outbound: String = kept.into_iter().chain(answers).collect();
    format!(
        "    <rewrite>
      <rules>
        <clear />
{inbound}      </rules>
      <outboundRules>
        <clear />
{outbound}      </outboundRules>
    </rewrite>
"
    )
}

/// URL Rewrite sees paths without the slash they begin with.
fn pattern(route: &Route) -> String {
    route.pattern().replacen("^/", "^", 1)
}

fn forward(api: &Api, route: &Route) -> String {
    let (name, pattern) = (route.product.name(), pattern(route));
    let options = if api.answers_options {
        format!(
            "        <rule name=\"{name}: may I?\" stopProcessing=\"true\">
          <match url=\"{pattern}\" />
          <conditions>
            <add input=\"{{REQUEST_METHOD}}\" pattern=\"^OPTIONS$\" />
          </conditions>
          <action type=\"CustomResponse\" statusCode=\"204\" statusReason=\"No Content\" />
        </rule>
"
        )
    } else {
        String::new()
    };
    let kept = lines(KEPT_FROM_API, |name| {
        format!("            <set name=\"HTTP_{}\" value=\"\" />\n", name.to_ascii_uppercase())
    });
    format!(
        "{options}        <!-- Read only: nothing but GET passes. Windows' own list of authorities says whom to trust. -->
        <rule name=\"{name}\" stopProcessing=\"true\">
          <match url=\"{pattern}\" />
          <conditions>
            <add input=\"{{REQUEST_METHOD}}\" pattern=\"^GET$\" />
          </conditions>
          <serverVariables>
{kept}          </serverVariables>
          <action type=\"Rewrite\" url=\"{}{{UNENCODED_URL}}\" appendQueryString=\"false\" />
        </rule>
",
        route.upstream
    )
}

/// What the API says about cookies and other origins does not pass; the rest is as the host says.
fn answers(api: &Api, route: &Route) -> String {
    let product = route.product.name();
    let own = |name: &str| api.headers.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value.as_str());
    lines(kept_from_browser(&api.headers), |name| {
        format!(
            "        <rule name=\"{product}: {name}\">
          <match serverVariable=\"RESPONSE_{name}\" pattern=\".*\" />
          <conditions>
            <add input=\"{{URL}}\" pattern=\"{}\" />
          </conditions>
          <action type=\"Rewrite\" value=\"{}\" />
        </rule>
",
            route.pattern(),
            escaped(own(name))
        )
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
