//! As little of HTTP as the tests need, so that nothing repairs what they look for.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use sample_server::{Options, Server, start};
use sample_world::time_from_text;
use serde_json::Value;

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A server with all versions, a small world and a fixed clock.
pub(crate) fn server(change: impl FnOnce(&mut Options)) -> Server {
    let mut options = Options { items: 2_000, now: time_from_text("2026-11-22T03:00:00Z"), ..Options::default() };
    change(&mut options);
    start(options).unwrap()
}

/// Sends one request and reads until the server closes, or says it has sent all.
pub(crate) fn send(base: &str, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    try_send(base, method, target, headers, body).unwrap()
}

/// The same; `None` if no answer comes.
pub(crate) fn try_send(base: &str, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(base.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut request = format!("{method} {target} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.extend([name, ": ", value, "\r\n"]);
    }
    request.extend(["Content-Length: ", &body.len().to_string(), "\r\n\r\n", body]);
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> =
        lines.map(|line| line.split_once(": ").unwrap()).map(|(key, value)| (key.into(), value.into())).collect();
    let mut answer = Answer { status, headers, body: bytes[end + 4..].to_vec() };
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = unchunked(&answer.body);
    }
    Some(answer)
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
}

/// A GET with the right token.
pub(crate) fn get(server: &Server, target: &str) -> Answer {
    let bearer = format!("Bearer {}", server.token());
    send(&server.api_url(), "GET", target, &[("Authorization", &bearer)], "")
}

/// The JSON of a GET that must succeed.
pub(crate) fn json(server: &Server, target: &str) -> Value {
    let answer = get(server, target);
    assert_eq!(answer.status, 200, "{target}: {}", answer.text());
    answer.json()
}

/// The rows of a list, in either shape.
pub(crate) fn rows(list: &Value) -> &Vec<Value> {
    list.as_array().or_else(|| list["results"].as_array()).unwrap()
}
