//! As much of HTTP/1.1 as talking to a WebDriver, serving a folder and looking at a web server takes.

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A request as a server saw it.
pub(crate) struct Request {
    pub(crate) method: String,
    /// With the query, if any.
    pub(crate) target: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
}

impl Request {
    /// Reads one request; nothing when the other side had no more to say.
    pub(crate) fn read(stream: &mut BufReader<TcpStream>) -> Result<Option<Self>> {
        let Some((first, headers)) = read_head(stream)? else {
            return Ok(None);
        };
        let mut words = first.split_whitespace().map(str::to_owned);
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        read_body(stream, &headers)?;
        Ok(Some(Self { method, target, headers }))
    }
}

/// Sends a request and reads the answer: its status and body.
pub(crate) fn ask(port: u16, method: &str, path: &str, body: &str, limit: Duration) -> Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(limit))?;
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all((head + body).as_bytes())?;
    let mut reader = BufReader::new(stream);
    let (first, headers) = read_head(&mut reader)?.ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let status = first.split_whitespace().nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    Ok((status, read_body(&mut reader, &headers)?))
}

type Head = (String, Vec<(String, String)>);

fn read_head(stream: &mut impl BufRead) -> Result<Option<Head>> {
    let mut first = String::new();
    if stream.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(Some((first, headers)));
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

fn read_body(stream: &mut impl Read, headers: &[(String, String)]) -> Result<Vec<u8>> {
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, n)| n.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body)?;
    Ok(body)
}

/// What a web server sent to a request of [`exchange`].
#[derive(Debug)]
pub struct Reply {
    /// Such as 200.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// As sent, but for how it was cut into chunks.
    pub body: Vec<u8>,
    /// How long the first piece of the body was under way, and how long all of it.
    pub times: (Duration, Duration),
}

impl Reply {
    /// The value of a header, by its name in lower case.
    ///
    /// # Panics
    /// If it was sent twice: which one counts is then anybody's guess.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let first = found.next();
        assert!(found.next().is_none(), "{name} was sent twice: {:#?}", self.headers);
        first
    }
}

/// Sends a request as it is and reads the whole answer.
pub(crate) fn exchange(stream: impl Read + Write, request: &str) -> Result<Reply> {
    let begun = Instant::now();
    let mut stream = BufReader::new(stream);
    stream.get_mut().write_all(request.as_bytes())?;
    let (first, headers) = read_head(&mut stream)?.ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let status = first.split_whitespace().nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    let (mut body, mut first_piece) = (Vec::new(), None);
    if headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked") {
        while let Some(mut chunk) = read_chunk(&mut stream)? {
            first_piece.get_or_insert_with(|| begun.elapsed());
            body.append(&mut chunk);
        }
    } else if !(request.starts_with("HEAD ") || [204, 304].contains(&status)) {
        let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, n)| n.parse().ok());
        body = vec![0; length.unwrap_or(0)];
        let split = body.len().min(1);
        let (start, rest) = body.split_at_mut(split);
        stream.read_exact(start)?;
        first_piece = Some(begun.elapsed());
        stream.read_exact(rest)?;
    }
    Ok(Reply { status, headers, body, times: (first_piece.unwrap_or_default(), begun.elapsed()) })
}

/// The next chunk; nothing after the last.
fn read_chunk(stream: &mut impl BufRead) -> Result<Option<Vec<u8>>> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let length = usize::from_str_radix(line.trim(), 16).map_err(std::io::Error::other)?;
    // With the line break that ends it.
    let mut chunk = vec![0; length + 2];
    stream.read_exact(&mut chunk)?;
    chunk.truncate(length);
    Ok((length > 0).then_some(chunk))
}

/// A port that nobody listens on, for a program that is to be started. It lies below those that systems hand out by
/// themselves, and is given once: tests side by side do not take it from each other.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 15_000 + u16::try_from(std::process::id() % 100).unwrap_or(0) * 150;
    let mut all = std::iter::repeat_with(|| first + NEXT.fetch_add(1, Ordering::Relaxed)).take(1_000);
    all.find(|&port| TcpListener::bind(("127.0.0.1", port)).is_ok()).expect("loopback has a free port")
}

/// What a server answers.
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// Without the length, which follows from the body.
    pub headers: Vec<(String, String)>,
    /// As sent; a HEAD request gets none.
    pub body: Vec<u8>,
}

/// A server on a free port of loopback, until it is dropped.
pub(crate) struct Server {
    pub(crate) port: u16,
    ended: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn start(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
        let port = listener.local_addr().expect("a bound socket has an address").port();
        let ended = Arc::new(AtomicBool::new(false));
        let (flag, answer) = (Arc::clone(&ended), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if flag.load(Ordering::Relaxed) {
                    return;
                }
                let (answer, ended) = (Arc::clone(&answer), Arc::clone(&flag));
                // A browser that hangs up in the middle is no fault of the test.
                thread::spawn(move || serve(stream, &*answer, &ended).unwrap_or(()));
            }
        });
        Self { port, ended }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // Wakes the loop, so that the port is free again; if it cannot be reached it has ended already.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn serve(stream: TcpStream, answer: &dyn Fn(&Request) -> Answer, ended: &AtomicBool) -> Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = Request::read(&mut reader)? {
        // A connection may outlive its server: the browser keeps it for the next request.
        if ended.load(Ordering::Relaxed) {
            break;
        }
        let Answer { status, headers, body } = answer(&request);
        let mut head = format!("HTTP/1.1 {status} -\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            head.extend([&name, ": ", &value, "\r\n"]);
        }
        writer.write_all((head + "\r\n").as_bytes())?;
        if request.method != "HEAD" {
            writer.write_all(&body)?;
        }
    }
    Ok(())
}
