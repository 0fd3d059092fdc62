//! A server that nothing should ever speak to.

use std::sync::{Arc, Mutex, PoisonError};

use crate::http::{Answer, Request, Server};

/// A request that a server of the tests got.
#[derive(Clone, Debug)]
pub struct Seen {
    /// `GET` and the like.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Seen {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// What a server got, kept for the test to look at.
#[derive(Clone, Default)]
pub(crate) struct Record(Arc<Mutex<Vec<Seen>>>);

impl Record {
    pub(crate) fn add(&self, request: &Request) {
        let Request { method, target, headers } = request;
        let seen = Seen { method: method.clone(), target: target.clone(), headers: headers.clone() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Notes every request; answers all of them, so that a page which would go on does go on.
pub struct Tripwire {
    server: Server,
    record: Record,
}

impl Tripwire {
    /// Listens on a port of its own.
    pub fn start() -> Self {
        let record = Record::default();
        let notes = record.clone();
        let server = Server::start(move |request| {
            notes.add(request);
            let headers = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "authorization")];
            let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
            Answer { status: 200, headers, body: b"[]".to_vec() }
        });
        Self { server, record }
    }

    /// Its address, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.server.port)
    }

    /// All it got.
    pub fn seen(&self) -> Vec<Seen> {
        self.record.all()
    }

    /// Fails if anything came.
    pub fn assert_untouched(&self) {
        let seen = self.seen();
        assert!(seen.is_empty(), "a server that nothing should speak to got: {seen:#?}");
    }
}
