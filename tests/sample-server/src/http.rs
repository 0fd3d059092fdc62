//! HTTP/1.1 by hand, one thread a connection. A library would repair or refuse just those answers that the tests need:
//! cut ones, endless ones, headers that come late.

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// One request, as read from the wire.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query, as sent.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }

    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }
}

/// Fills a buffer with the next piece of a body; `false` when there is no more.
pub(crate) type Pieces = Box<dyn FnMut(&mut Vec<u8>) -> bool + Send>;

pub(crate) enum Body {
    Bytes(Vec<u8>),
    /// Sent in chunks as they are made, so that a million rows are never held at once.
    Pieces(Pieces),
}

/// How the answer goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Plain,
    /// The length of the whole is announced, half of it is sent.
    Cut,
    /// Blanks without end after the body's first half.
    Endless,
    /// A few bytes at a time.
    Drip(Duration),
    /// Nothing, and the connection closes: as when the server is restarted just then.
    HangUp,
    /// Nothing at all for a while.
    Late(Duration),
}

pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Body,
    pub(crate) manner: Manner,
}

impl Reply {
    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = if content_type.is_empty() { Vec::new() } else { vec![header("Content-Type", content_type)] };
        Self { status, headers, body: Body::Bytes(body.into()), manner: Manner::Plain }
    }

    pub(crate) fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, "application/json; charset=utf-8", body)
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self::new(status, "", "")
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push(header(name, value));
        self
    }
}

pub(crate) fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// How many requests are under way, and the most there were.
#[derive(Default)]
struct Busy {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// A request that is under way until it is dropped.
struct UnderWay<'a>(&'a Busy);

impl<'a> UnderWay<'a> {
    fn begin(busy: &'a Busy) -> Self {
        busy.most.fetch_max(busy.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        Self(busy)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A port that answers until it is dropped.
pub(crate) struct Listener {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<TcpStream>>>,
    busy: Arc<Busy>,
    thread: Option<JoinHandle<()>>,
    scheme: &'static str,
}

impl Listener {
    pub(crate) fn start(port: u16, tls: Option<Arc<ServerConfig>>, handler: Arc<Handler>) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let stop = Arc::new(AtomicBool::new(false));
        let open: Arc<Mutex<Vec<TcpStream>>> = Arc::default();
        let busy: Arc<Busy> = Arc::default();
        let (stopped, streams, counted) = (Arc::clone(&stop), Arc::clone(&open), Arc::clone(&busy));
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                // Only slower where it fails.
                let _ = stream.set_nodelay(true);
                if let Ok(copy) = stream.try_clone() {
                    let mut streams = streams.lock().unwrap_or_else(PoisonError::into_inner);
                    streams.retain(|stream| stream.peer_addr().is_ok());
                    streams.push(copy);
                }
                let (handler, stopped, busy) = (Arc::clone(&handler), Arc::clone(&stopped), Arc::clone(&counted));
                let tls = tls.clone();
                thread::spawn(move || {
                    // A client that goes away, or does not like a certificate, is its own business.
                    let _ = match tls {
                        Some(tls) => converse_encrypted(&stream, tls, handler.as_ref(), &stopped, &busy),
                        None => converse(&stream, handler.as_ref(), &stopped, &busy),
                    };
                    let _ = stream.shutdown(Shutdown::Both);
                });
            }
        });
        Ok(Self { address, stop, open, busy, thread: Some(thread), scheme })
    }

    pub(crate) fn most_at_once(&self) -> usize {
        self.busy.most.load(Ordering::SeqCst)
    }

    pub(crate) fn forget_most(&self) {
        self.busy.most.store(0, Ordering::SeqCst);
    }

    pub(crate) fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        for stream in self.open.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn converse_encrypted(
    stream: &TcpStream,
    tls: Arc<ServerConfig>,
    handler: &Handler,
    stop: &AtomicBool,
    busy: &Busy,
) -> Result<()> {
    let connection = ServerConnection::new(tls).map_err(std::io::Error::other)?;
    converse(StreamOwned::new(connection, stream), handler, stop, busy)
}

fn converse(stream: impl Read + Write, handler: &Handler, stop: &AtomicBool, busy: &Busy) -> Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_request(&mut reader)? {
        let under_way = UnderWay::begin(busy);
        let reply = handler(&request);
        let keep = !request.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        let again = write_reply(reader.get_mut(), reply, stop, under_way)?;
        if !keep || !again {
            break;
        }
    }
    Ok(())
}

fn read_request(reader: &mut impl BufRead) -> Result<Option<Request>> {
    let mut line = String::new();
    if reader.by_ref().take(65_536).read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(None);
    };
    let (method, target) = (method.to_owned(), target.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.by_ref().take(65_536).read_line(&mut line)? == 0 || line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push(header(name.trim(), value.trim()));
        }
    }
    let mut request = Request { method, target, headers, body: Vec::new() };
    let length = request.header("content-length").and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    reader.by_ref().take(length.min(1 << 20)).read_to_end(&mut request.body)?;
    Ok(Some(request))
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        302 => "Found",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    }
}

/// Sends an answer; `false` if the connection can carry no other after it. The request is under way until an answer in one
/// piece begins to be sent, since whoever has it may ask again at once, and until any other is gone.
fn write_reply(stream: &mut impl Write, reply: Reply, stop: &AtomicBool, under_way: UnderWay<'_>) -> Result<bool> {
    if reply.manner == Manner::HangUp {
        return Ok(false);
    }
    if let Manner::Late(wait) = reply.manner {
        sleep(wait, stop);
    }
    let mut head = format!("HTTP/1.1 {} {}\r\n", reply.status, reason(reply.status));
    for (name, value) in &reply.headers {
        head.extend([name.as_str(), ": ", value, "\r\n"]);
    }
    let bytes = match reply.body {
        Body::Bytes(bytes) => bytes,
        Body::Pieces(pieces) if reply.manner == Manner::Plain => {
            head.push_str("Transfer-Encoding: chunked\r\n\r\n");
            stream.write_all(head.as_bytes())?;
            return write_chunks(stream, pieces, stop).map(|()| true);
        }
        // A spoilt answer needs no more than its first piece.
        Body::Pieces(mut pieces) => {
            let mut first = Vec::new();
            pieces(&mut first);
            first
        }
    };
    let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
    if reply.manner == Manner::Endless {
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        stream.write_all(half)?;
        let blanks = vec![b' '; 65_536];
        while !stop.load(Ordering::SeqCst) {
            stream.write_all(&blanks)?;
            // Some 60 MB/s: one that floods loopback starves a whole browser, and no network does that.
            sleep(Duration::from_millis(1), stop);
        }
        return Ok(false);
    }
    if reply.status != 204 {
        head.extend(["Content-Length: ", &bytes.len().to_string(), "\r\n"]);
    }
    head.push_str("\r\n");
    match reply.manner {
        Manner::Cut => {
            stream.write_all(head.as_bytes())?;
            stream.write_all(half)?;
            return Ok(false);
        }
        Manner::Drip(pause) => {
            stream.write_all(head.as_bytes())?;
            for piece in bytes.chunks(16) {
                if stop.load(Ordering::SeqCst) {
                    return Ok(false);
                }
                stream.write_all(piece)?;
                sleep(pause, stop);
            }
        }
        Manner::Plain | Manner::Late(_) | Manner::Endless | Manner::HangUp => {
            let mut whole = head.into_bytes();
            whole.extend_from_slice(&bytes);
            drop(under_way);
            stream.write_all(&whole)?;
        }
    }
    Ok(true)
}

fn write_chunks(stream: &mut impl Write, mut source: Pieces, stop: &AtomicBool) -> Result<()> {
    let mut piece = Vec::new();
    loop {
        piece.clear();
        let more = source(&mut piece) && !stop.load(Ordering::SeqCst);
        if !piece.is_empty() {
            let mut chunk = format!("{:x}\r\n", piece.len()).into_bytes();
            chunk.extend_from_slice(&piece);
            chunk.extend_from_slice(b"\r\n");
            stream.write_all(&chunk)?;
        }
        if !more {
            return stream.write_all(b"0\r\n\r\n");
        }
    }
}

fn sleep(mut wait: Duration, stop: &AtomicBool) {
    while !wait.is_zero() && !stop.load(Ordering::SeqCst) {
        let nap = wait.min(Duration::from_millis(20));
        thread::sleep(nap);
        wait = wait.saturating_sub(nap);
    }
}
