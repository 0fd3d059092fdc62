//! What `cargo xtask test` tells these tests. Missing something is a failure with a clear message, not a skip.

use std::env;
use std::path::PathBuf;

use crate::engine::Engine;

/// The browser that the tests run in: `TAPELINE_ENGINE`, or Chromium.
pub fn engine() -> Engine {
    let Some(name) = env::var_os("TAPELINE_ENGINE") else {
        return Engine::Chromium;
    };
    let known = Engine::ALL.into_iter().find(|engine| name == engine.name());
    known.unwrap_or_else(|| {
        panic!("TAPELINE_ENGINE is {}; known are {:?}", name.display(), Engine::ALL.map(Engine::name))
    })
}

/// The finished page.
pub fn dist() -> PathBuf {
    let dist = env::var_os("TAPELINE_DIST")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../dist"), PathBuf::from);
    assert!(dist.join("index.html").is_file(), "no page in {}: run `cargo xtask build` first", dist.display());
    dist
}

/// The source of axe-core, run in the page to check its accessibility.
pub fn axe() -> String {
    let path =
        env::var_os("TAPELINE_AXE").expect("TAPELINE_AXE is not set: run `cargo xtask test`, which brings axe-core");
    std::fs::read_to_string(path).expect("TAPELINE_AXE names a file that can be read")
}

/// Where pictures go.
pub fn screens() -> PathBuf {
    // A test binary lies in <target>/<profile>/deps.
    let binary = env::current_exe().expect("a running test has a path");
    let target = binary.ancestors().nth(3).expect("cargo put the test three folders below its target folder");
    let folder = target.join("e2e-screens");
    std::fs::create_dir_all(&folder).expect("the folder for pictures can be made");
    folder
}

/// Chromium's program.
pub(crate) fn chromium() -> PathBuf {
    program("TAPELINE_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])
}

/// Chromium's WebDriver.
pub(crate) fn chromedriver() -> PathBuf {
    program("TAPELINE_CHROMEDRIVER", &["chromedriver"])
}

/// Firefox's program.
pub(crate) fn firefox() -> PathBuf {
    program("TAPELINE_FIREFOX", &["firefox-esr", "firefox"])
}

/// Firefox's WebDriver.
pub(crate) fn geckodriver() -> PathBuf {
    program("TAPELINE_GECKODRIVER", &["geckodriver"])
}

/// WebKitGTK's WebDriver, which knows where its browser is.
pub(crate) fn webkit_driver() -> PathBuf {
    program("TAPELINE_WEBKITDRIVER", &["WebKitWebDriver"])
}

/// What runs a program on a screen of its own.
pub(crate) fn xvfb_run() -> PathBuf {
    program("TAPELINE_XVFB_RUN", &["xvfb-run"])
}

/// The project's own commands, compiled, as they are wherever `cargo xtask` was ever used.
pub(crate) fn xtask() -> PathBuf {
    let binary = env::current_exe().expect("a running test has a path");
    let path = binary.ancestors().nth(2).expect("cargo put the test below its profile's folder").join("xtask");
    assert!(path.is_file(), "{} is not there: run `cargo build --package xtask`", path.display());
    path
}

/// A web server of Debian's.
pub(crate) fn web_server(name: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    // The last is where such programs are, though not every user looks there.
    env::split_paths(&path)
        .chain(["/usr/sbin".into()])
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("no {name} on this machine: run `cargo xtask test`, which brings it"))
}

fn program(variable: &str, names: &[&str]) -> PathBuf {
    if let Some(path) = env::var_os(variable) {
        return PathBuf::from(path);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()))
        .unwrap_or_else(|| panic!("no {} on the PATH: run `cargo xtask test` (with `--all-engines` for others than Chromium), which brings it", names[0]))
}
