//! `cargo xtask deploy`: what a web server has to be told, written from one description of a deployment.
//!
//! `README.md` beside this file is the guide: which deployment to choose, certificates, what to check.

mod apache;
mod caddy;
mod headers;
mod iis;
mod nginx;
mod plan;
mod wishes;

use std::fs;

use crate::Result;
use plan::Plan;
use wishes::{Program, Wishes};

const HELP: &str = "\
Writes what a web server needs to serve Tapeline: headers, types, caching, and the way to the API

    cargo xtask deploy nginx|apache|caddy|iis --origin https://tapeline.example [more]

    --origin ORIGIN       where people open the page; http:// on loopback only
    --path /sub/          the page's path there [/]
    --folder DIR          where the files of the page lie on that host [/var/www/tapeline]
    --config FILE         the config.json that lies beside the page [that of dist/]: its servers are the ones
                          the page may ask, its portals the ones that may frame it
    --deployment KIND     one-origin: the host forwards the API too, browsers need no permission [this]
                          cors:       the API is forwarded by a host of its own, which permits the page to read
                          direct:     the page asks the servers themselves, which must permit that
    --vb365 ORIGIN        the server of Veeam Backup for Microsoft 365 to forward to
    --vbazure ORIGIN      the server of Veeam Backup for Microsoft Azure to forward to
    --vbr ORIGIN          the server of Veeam Backup & Replication to forward to, such as https://vbr01:9419
    --vbaws ORIGIN        the server of Veeam Backup for AWS to forward to, such as https://aws01:11005
    --upstream-ca FILE    who signed those servers' certificates, as PEM [the host's own list]
    --api-origin ORIGIN   where browsers find the API [cors only]
    --certificate FILE    the host's own certificate, as PEM, and its key; Caddy can do without
    --key FILE
    --any-server          config.json lets people name other servers, and that is wanted
    --out FILE            write there [to the screen]

All files are named as the host will know them. Guide: xtask/src/deploy/README.md";

/// Writes a recipe.
///
/// # Errors
/// What was asked for does not go together, or does not fit config.json.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    if let [] | ["help" | "--help" | "-h"] = words {
        println!("{HELP}");
        return Ok(());
    }
    let wishes = Wishes::parse(words).map_err(|e| format!("{e}\n`cargo xtask deploy help` lists what there is"))?;
    let plan = Plan::of(&wishes)?;
    let recipe = match wishes.program {
        Program::Nginx => nginx::recipe(&plan),
        Program::Apache => apache::recipe(&plan),
        Program::Caddy => caddy::recipe(&plan),
        Program::Iis => iis::recipe(&plan)?,
    };
    match &wishes.out {
        Some(file) => fs::write(file, recipe).map_err(|e| format!("{}: {e}", file.display()))?,
        None => print!("{recipe}"),
    }
    Ok(())
}

/// A line, or a few, for each.
fn lines<T>(items: impl IntoIterator<Item = T>, line: impl Fn(T) -> String) -> String {
    items.into_iter().map(line).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests;
