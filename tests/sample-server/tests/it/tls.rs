//! The APIs behind TLS: a client that trusts the authority talks to the good one, and to no other.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use sample_server::{Certificate, NAMES, Server, client};

use crate::client::server;

fn behind(kind: Certificate) -> Server {
    server(|options| options.tls = Some(kind))
}

/// Asks for something small, as a client that trusts this authority, by one of the server's names.
fn ask(server: &Server, name: &str, authority: &str) -> Result<String, String> {
    let address = server.api_url();
    let stream = TcpStream::connect(address.strip_prefix("https://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut wire = client(stream, name, authority).map_err(|error| error.to_string())?;
    let request = format!("GET /v8/Health HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
    wire.write_all(request.as_bytes()).map_err(|error| error.to_string())?;
    let mut answer = [0; 512];
    let n = wire.read(&mut answer).map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&answer[..n]).into_owned())
}

#[test]
fn a_good_certificate_is_good_for_its_names_and_its_authority() {
    let (server, other) = (behind(Certificate::Good), behind(Certificate::Good));
    for name in NAMES {
        let answer = ask(&server, name, server.authority().unwrap());
        assert!(answer.as_ref().is_ok_and(|text| text.starts_with("HTTP/1.1 200 OK\r\n")), "{answer:?}");
    }
    assert_eq!(server.requests().len(), NAMES.len());
    let stranger = ask(&server, NAMES[0], other.authority().unwrap());
    assert!(stranger.is_err_and(|error| error.contains("BadSignature") || error.contains("UnknownIssuer")));
    assert!(ask(&server, "other.example", server.authority().unwrap()).is_err());
    assert_eq!(server.requests().len(), NAMES.len(), "who does not trust sends nothing");
}

#[test]
fn each_bad_certificate_is_refused_for_its_own_reason() {
    let reasons = [
        (Certificate::SelfSigned, "UnknownIssuer"),
        (Certificate::Expired, "expired"),
        (Certificate::WrongName, "not valid for name"),
    ];
    for (kind, reason) in reasons {
        let server = behind(kind);
        let refusal = ask(&server, NAMES[0], server.authority().unwrap()).unwrap_err();
        assert!(refusal.contains(reason), "{kind:?}: {refusal}");
        assert!(server.requests().is_empty());
    }
    // Whoever knows the wrong name is served by it: only the name is wrong.
    let server = behind(Certificate::WrongName);
    assert!(ask(&server, "other.example", server.authority().unwrap()).is_ok());
}

#[test]
fn plain_http_is_not_answered_behind_tls() {
    let server = behind(Certificate::Good);
    let address = server.api_url();
    let mut stream = TcpStream::connect(address.strip_prefix("https://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(b"GET /v8/Health HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!String::from_utf8_lossy(&answer).contains("HTTP/1.1"));
    assert!(server.requests().is_empty());
}

#[test]
fn the_command_line_keeps_the_authority_for_a_proxy() {
    let file = std::env::temp_dir().join(format!("sample-server-ca-{}.pem", std::process::id()));
    let program = env!("CARGO_BIN_EXE_sample-server");
    let mut child = Command::new(program)
        .args(["--items", "10", "--tls", "good", "--ca-out"])
        .arg(&file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = [0; 64];
    let n = child.stdout.take().unwrap().read(&mut said).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(String::from_utf8_lossy(&said[..n]).contains("https://127.0.0.1:"));
    assert!(fs::read_to_string(&file).unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
    fs::remove_file(file).unwrap();
    for words in [["--tls", "none"], ["--ca-out", "x.pem"]] {
        let output = Command::new(program).args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}");
    }
}
