//! What `cargo xtask test` tells these tests. Missing something is a failure with a clear message, not a skip.

use std::env;
use std::path::PathBuf;

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

/// The browser's program.
pub(crate) fn chromium() -> PathBuf {
    program("TAPELINE_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])
}

/// The browser's WebDriver.
pub(crate) fn chromedriver() -> PathBuf {
    program("TAPELINE_CHROMEDRIVER", &["chromedriver"])
}

fn program(variable: &str, names: &[&str]) -> PathBuf {
    if let Some(path) = env::var_os(variable) {
        return PathBuf::from(path);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()))
        .unwrap_or_else(|| panic!("no {} on the PATH: run `cargo xtask test`, which brings it", names[0]))
}
