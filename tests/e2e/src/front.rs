//! Debian's web servers in front of page and API, told what to do by `cargo xtask deploy`.
//!
//! Each runs in a folder of its own, on free ports of loopback, and ends with its test.

use std::fmt::Write as _;
use std::fs;
use std::net::TcpStream;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use sample_server::{Authority, Certificate, Identity};
use serde_json::json;

use crate::guard::Guard;
use crate::http::{self, Reply, free_port};
use crate::setup;

/// The longest a web server may take to start, and to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A web server's program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// nginx.
    Nginx,
    /// Apache's httpd.
    Apache,
    /// Caddy.
    Caddy,
}

impl Program {
    /// All that there is a recipe for and that run here.
    pub const ALL: [Self; 3] = [Self::Nginx, Self::Apache, Self::Caddy];

    fn recipe(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "apache",
            Self::Caddy => "caddy",
        }
    }
}

/// A deployment being described.
pub struct Deployment {
    program: Program,
    folder: PathBuf,
    guard: Guard,
    origin: String,
    api_origin: String,
    path: String,
    words: Vec<String>,
    servers: Vec<String>,
    portals: Vec<String>,
    authority: Option<String>,
}

/// A running web server; it ends when dropped.
pub struct Front {
    folder: PathBuf,
    process: Child,
    // Taken when it is dropped, so that the process can be waited for.
    guard: Option<Guard>,
    /// Where the page is, without a slash at the end.
    pub origin: String,
    /// Where the API is, in a deployment that has it elsewhere.
    pub api_origin: String,
    path: String,
    authority: Option<String>,
}

impl Deployment {
    /// The page, at the root, with nothing forwarded yet.
    pub fn of(program: Program) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("tapeline-front-{}-{number}", std::process::id()));
        let guard = Guard::over(&folder);
        fs::create_dir_all(folder.join("page")).expect("a folder for the web server can be made");
        for entry in fs::read_dir(setup::dist()).expect("the page is there").flatten() {
            fs::copy(entry.path(), folder.join("page").join(entry.file_name())).expect("the page can be copied");
        }
        let origin = || format!("http://127.0.0.1:{}", free_port());
        let (words, servers, portals, authority) = Default::default();
        let (path, origin, api_origin) = ("/".to_owned(), origin(), origin());
        Self { program, folder, guard, origin, api_origin, path, words, servers, portals, authority }
    }

    /// The page below a path: `/deep/sub/`.
    #[must_use]
    pub fn under(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self.words(&["--path", path])
    }

    /// Behind TLS, by the name of localhost.
    #[must_use]
    pub fn encrypted(mut self) -> Self {
        let authority = Authority::new().expect("an authority can be made");
        let Identity { certificate, key } = authority.issue(Certificate::Good).expect("it can sign");
        let files = [("host.pem", certificate), ("host.key", key)].map(|(name, text)| self.keep(name, &text));
        self.origin = self.origin.replace("http://127.0.0.1", "https://localhost");
        self.authority = Some(authority.pem());
        self.words(&["--certificate", &files[0], "--key", &files[1]])
    }

    /// Forwards to this server, `--vb365` or `--vbazure`.
    #[must_use]
    pub fn forward(self, product: &str, upstream: &str) -> Self {
        // Certificates are checked by name.
        self.words(&[product, &upstream.replace("https://127.0.0.1", "https://localhost")])
    }

    /// Trusts these authorities in servers that it forwards to.
    #[must_use]
    pub fn trust(self, authorities: &[&str]) -> Self {
        let file = self.keep("upstream-ca.pem", &authorities.concat());
        self.words(&["--upstream-ca", &file])
    }

    /// The API at an origin of its own, which lets the page read.
    #[must_use]
    pub fn with_cors(mut self) -> Self {
        self.servers.push(self.api_origin.clone());
        let api = self.api_origin.clone();
        self.words(&["--deployment", "cors", "--api-origin", &api])
    }

    /// The page alone, which asks these servers itself.
    #[must_use]
    pub fn direct(mut self, servers: &[&str]) -> Self {
        self.servers.extend(servers.iter().map(|&server| server.to_owned()));
        self.words(&["--deployment", "direct"])
    }

    /// May be framed by pages of this origin.
    #[must_use]
    pub fn in_portal(mut self, origin: &str) -> Self {
        self.portals.push(origin.to_owned());
        self
    }

    fn words(mut self, words: &[&str]) -> Self {
        self.words.extend(words.iter().map(|&word| word.to_owned()));
        self
    }

    fn keep(&self, name: &str, text: &str) -> String {
        let file = self.folder.join(name);
        fs::write(&file, text).expect("the web server's folder can be written");
        file.display().to_string()
    }

    /// Writes config.json and the recipe, and starts the web server with it.
    ///
    /// # Panics
    /// With what the web server said, if it does not start.
    pub fn start(self) -> Front {
        let (folder, program) = (&self.folder, self.program);
        let servers = if self.servers.is_empty() { vec![self.origin.clone()] } else { self.servers.clone() };
        let config = write_config(folder, &servers, &self.portals);
        let recipe = folder.join("recipe");
        let mut xtask = Command::new(setup::xtask());
        xtask.args(["deploy", program.recipe(), "--origin", &self.origin, "--config"]).arg(config).args(&self.words);
        let written = xtask.arg("--folder").arg(folder.join("page")).arg("--out").arg(&recipe).output();
        let written = written.expect("xtask can be started");
        assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));

        let log = fs::File::create(folder.join("said")).expect("the web server's folder can be written");
        let mut command = program.command(folder, &recipe);
        command.stdin(Stdio::null()).stdout(log.try_clone().expect("a file has two names")).stderr(log);
        // A group of its own, so that all it starts can be ended with it.
        let process = command.process_group(0).spawn().expect("the web server starts");
        let Self { folder, mut guard, origin, api_origin, path, authority, .. } = self;
        guard.add_group(process.id());
        let guard = Some(guard);
        let mut front = Front { folder, process, guard, origin, api_origin, path, authority };
        front.wait_until_ready();
        front
    }
}

impl Program {
    /// What starts it, with settings of its own around the recipe: where it may write, and no more.
    fn command(self, folder: &Path, recipe: &Path) -> Command {
        let (own, recipe_name) = (folder.join("settings"), recipe.display());
        let place = folder.display();
        let (settings, program) = match self {
            Self::Nginx => {
                let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
                    .map(|name| format!("{name}_temp_path {place}/{name};\n"))
                    .concat();
                let settings = format!(
                    "daemon off;\nmaster_process off;\npid {place}/pid;\nerror_log {place}/errors;\n\
                     events {{}}\nhttp {{\n{temporary}access_log {place}/access;\ninclude {recipe_name};\n}}\n"
                );
                (settings, "nginx")
            }
            Self::Apache => (apache_settings(folder, recipe), "apache2"),
            Self::Caddy => {
                let settings = format!(
                    "{{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}}\nimport {recipe_name}\n"
                );
                (settings, "caddy")
            }
        };
        fs::write(&own, settings).expect("the web server's folder can be written");
        let mut command = Command::new(setup::web_server(program));
        match self {
            Self::Nginx => command.arg("-e").arg(folder.join("errors")).arg("-c").arg(own),
            Self::Apache => command.arg("-DFOREGROUND").arg("-f").arg(own),
            Self::Caddy => command.args(["run", "--adapter", "caddyfile", "--config"]).arg(own),
        };
        command.envs(["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"].map(|name| (name, folder)));
        command
    }
}

/// Of modules, only those that the recipe itself says it needs, and what Debian has switched on in any case.
fn apache_settings(folder: &Path, recipe: &Path) -> String {
    let text = fs::read_to_string(recipe).expect("the recipe was written");
    let named = text.lines().find_map(|line| line.split_once("a2enmod ")).expect("the recipe names its modules").1;
    let place = folder.display();
    let mut settings = format!(
        "ServerRoot {place}\nDefaultRuntimeDir {place}\nPidFile {place}/pid\nServerName 127.0.0.1\nErrorLog {place}/errors\n"
    );
    for module in named.split_whitespace().chain(["mpm_event", "authz_core"]) {
        let _ = writeln!(settings, "LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so");
    }
    // It does not serve as root.
    if fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
        settings.push_str("User www-data\nGroup www-data\n");
    }
    settings
        + &format!(
            "CustomLog {place}/access \"%h %l %u %t \\\"%r\\\" %>s %O \\\"%{{Referer}}i\\\" \\\"%{{User-Agent}}i\\\"\"\n\
         StartServers 1\nTypesConfig /dev/null\n<Directory />\nRequire all denied\n</Directory>\nInclude {}\n",
            recipe.display()
        )
}

impl Front {
    /// The address of the page, with what follows it, such as `#/connect`.
    pub fn url(&self, rest: &str) -> String {
        format!("{}{}{rest}", self.origin, self.path)
    }

    /// The same, below its origin.
    pub fn path(&self, rest: &str) -> String {
        format!("{}{rest}", self.path)
    }

    /// Sends a request to the page's host. Only what is given is sent.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.ask_at(&self.origin, method, path, headers)
    }

    /// Sends a request to the API's host.
    pub fn ask_api(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.ask_at(&self.api_origin, method, path, headers)
    }

    fn ask_at(&self, origin: &str, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let host = origin.split("//").nth(1).expect("an origin has a host");
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        for (name, value) in headers {
            request.extend([name, ": ", value, "\r\n"]);
        }
        request.push_str("\r\n");
        let stream = TcpStream::connect(("127.0.0.1", port_of(origin))).expect("the web server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket takes a limit");
        let reply = match &self.authority {
            Some(authority) => {
                let wire = sample_server::client(stream, "localhost", authority).expect("the authority is one");
                http::exchange(wire, &request)
            }
            None => http::exchange(stream, &request),
        };
        reply.unwrap_or_else(|e| panic!("{method} {path}: {e}; the web server said:\n{}", self.said()))
    }

    /// Names other servers in config.json, and leaves everything else as it is.
    pub fn change_config(&self, servers: &[&str]) {
        write_config(&self.folder, &servers.iter().map(|&server| server.to_owned()).collect::<Vec<_>>(), &[]);
    }

    /// Puts another index.html in place of the page's, made of it.
    pub fn change_index(&self, change: impl FnOnce(&str) -> String) {
        let file = self.folder.join("page/index.html");
        let html = fs::read_to_string(&file).expect("the page was copied");
        fs::write(file, change(&html)).expect("the web server's folder can be written");
    }

    /// All that it wrote: to its logs and to the screen.
    pub fn said(&self) -> String {
        let files = ["access", "errors", "said"].map(|name| fs::read(self.folder.join(name)).unwrap_or_default());
        String::from_utf8_lossy(&files.concat()).into_owned()
    }

    fn wait_until_ready(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port_of(&self.origin))).is_err() {
            let ended = self.process.try_wait().expect("the web server can be asked");
            assert!(ended.is_none(), "the web server ended at once: {ended:?}\n{}", self.said());
            assert!(Instant::now() < deadline, "the web server was not ready after {PATIENCE:?}\n{}", self.said());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        drop(self.guard.take());
        // It ends because the guard ends it.
        let _ = self.process.wait();
    }
}

fn write_config(folder: &Path, servers: &[String], portals: &[String]) -> PathBuf {
    let named = servers.iter().zip(1..).map(|(api, n)| json!({ "name": format!("Server {n}"), "api": api }));
    let config =
        json!({ "servers": named.collect::<Vec<_>>(), "allow_other_servers": false, "portal_origins": portals });
    let file = folder.join("page/config.json");
    fs::write(&file, config.to_string()).expect("the web server's folder can be written");
    file
}

fn port_of(origin: &str) -> u16 {
    origin.rsplit(':').next().and_then(|port| port.parse().ok()).expect("an origin of a test has a port")
}
