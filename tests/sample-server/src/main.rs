//! `sample-server`: the stand-in by hand, for a look at the page with data.

use std::process::ExitCode;

use sample_server::{Certificate, Cors, Options, start};
use sample_world::time_from_text;

const HELP: &str = "\
sample-server [--port N] [--page-port N] [--page-dir DIR] [--page-path /sub/] [--items N] [--seed N] [--cap N]
              [--cors any|ORIGIN,ORIGIN] [--versions 6,7,8] [--now 2026-11-22T03:00:00Z] [--speed N] [--token TEXT]
              [--revisions 1.3-rev2,1.2-rev1] [--machines N] [--control] [--tls good|self-signed|expired|wrong-name] [--ca-out FILE]

Serves sample data in the words of Veeam Backup for Microsoft 365 (/v1 to /v8), Veeam Backup for Microsoft Azure
(/api/v1 to /api/v8.1), Veeam Backup & Replication and Veeam Backup for AWS (both /api/v1, with the header x-api-version)
on 127.0.0.1, until ctrl-c. Ports default to 0, which is any free one.
With --tls the APIs are behind TLS, for localhost and 127.0.0.1; --ca-out keeps the certificate of the authority that
signs for them. It is made anew at each start.";

fn number<T: std::str::FromStr>(flag: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{flag} wants a number, not {text:?}"))
}

fn options(mut flags: impl Iterator<Item = String>) -> Result<Option<Options>, String> {
    let mut options = Options { cors: Cors::Any, ..Options::default() };
    while let Some(flag) = flags.next() {
        match flag.as_str() {
            "--help" | "-h" => return Ok(None),
            "--control" => {
                options.control = true;
                continue;
            }
            _ => {}
        }
        let value = flags.next().ok_or_else(|| format!("{flag} wants a value; --help lists the flags"))?;
        match flag.as_str() {
            "--port" => options.port = number(&flag, &value)?,
            "--page-port" => options.page_port = number(&flag, &value)?,
            "--page-dir" => options.page_dir = Some(value.into()),
            "--page-path" if value.starts_with('/') && value.ends_with('/') => {
                options.page_path = value;
            }
            "--page-path" => {
                return Err(format!("--page-path begins and ends with a slash, not {value:?}"));
            }
            "--items" => options.items = number(&flag, &value)?,
            "--seed" => options.seed = number(&flag, &value)?,
            "--speed" => options.speed = Some(number(&flag, &value)?),
            "--cap" => options.cap = number(&flag, &value)?,
            "--cors" if value == "any" => options.cors = Cors::Any,
            "--cors" if value == "off" => options.cors = Cors::Off,
            "--cors" => options.cors = Cors::Origins(value.split(',').map(str::to_owned).collect()),
            "--versions" => {
                options.versions = value.split(',').map(|one| number(&flag, one)).collect::<Result<_, _>>()?;
            }
            "--revisions" => options.revisions = value.split(',').map(str::to_owned).collect(),
            "--machines" => options.machines = number(&flag, &value)?,
            "--now" => {
                let now = time_from_text(&value);
                options.now =
                    Some(now.ok_or_else(|| format!("--now wants a time such as 2026-11-22T03:00:00Z, not {value:?}"))?);
            }
            "--token" => options.token = value,
            "--tls" => {
                let kind = Certificate::from_name(&value);
                options.tls = Some(kind.ok_or_else(|| format!("--tls wants a kind that --help lists, not {value:?}"))?);
            }
            "--ca-out" => options.ca_out = Some(value.into()),
            _ => return Err(format!("there is no flag {flag}; --help lists the flags")),
        }
    }
    if options.ca_out.is_some() && options.tls.is_none() {
        return Err("--ca-out has nothing to keep without --tls".to_owned());
    }
    if !(10..=1_000_000).contains(&options.items) {
        return Err(format!("--items wants 10 to 1000000, not {}", options.items));
    }
    Ok(Some(options))
}

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("sample-server: {message}");
            return ExitCode::from(2);
        }
    };
    match start(options) {
        Ok(server) => {
            println!("api    {}", server.api_url());
            if let Some(page) = server.page_url() {
                println!("page   {page}");
            }
            println!("token  {}", server.token());
            loop {
                // The ports have threads of their own; ctrl-c ends the process.
                std::thread::park();
            }
        }
        Err(error) => {
            eprintln!("sample-server: cannot start on 127.0.0.1: {error}");
            ExitCode::FAILURE
        }
    }
}
