//! The browsers that the tests run in, and how they differ. Nothing else asks which one it is.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::setup;

/// A browser's engine; [`setup::engine`] says which one runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium by chromedriver, with the DevTools protocol.
    Chromium,
    /// Firefox by geckodriver, with its own scripts in the browser's frame.
    Firefox,
    /// WebKitGTK's small browser by WebKitWebDriver, on a screen of its own.
    WebKit,
}

/// What not every engine lets a test do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Setting what CSS asks about the user: dark, forced colours, reduced motion.
    Media,
    /// Setting the time zone of a running browser.
    Zone,
    /// Setting how many device pixels a CSS pixel has.
    Ratio,
    /// The list of tasks that took more than 50 ms.
    LongTasks,
}

/// Where what the console says comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Console {
    /// The driver has a command for it.
    Command,
    /// A script that hosts of the tests put first into the page.
    Script,
}

/// How media, zone and size are set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Emulation {
    /// By commands of the DevTools protocol.
    Devtools,
    /// By scripts in the browser's own frame.
    Chrome,
    /// There is only the window's size.
    Window,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// As `TAPELINE_ENGINE` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Why this engine cannot do something, if it cannot.
    pub fn lacks(self, feature: Feature) -> Option<&'static str> {
        match (self, feature) {
            (Self::Chromium, _) | (Self::Firefox, Feature::Media | Feature::Zone | Feature::Ratio) => None,
            (Self::WebKit, Feature::Media | Feature::Zone | Feature::Ratio) => {
                Some("its driver cannot set this in a running browser")
            }
            (Self::Firefox | Self::WebKit, Feature::LongTasks) => Some("it has no list of long tasks"),
        }
    }

    /// Says on the test's own output that something was passed over. Past the capture of `println!`, which would keep
    /// it from whoever reads that all is well.
    pub(crate) fn tell_passed_over(self, test: &str, what: &str, why: &str) {
        // An output that is closed is no reason to fail.
        let _ = writeln!(std::io::stderr(), "passed over in {}: {what}, in {test}: {why}", self.name());
    }

    pub(crate) fn console(self) -> Console {
        match self {
            Self::Chromium => Console::Command,
            Self::Firefox | Self::WebKit => Console::Script,
        }
    }

    pub(crate) fn emulation(self) -> Emulation {
        match self {
            Self::Chromium => Emulation::Devtools,
            Self::Firefox => Emulation::Chrome,
            Self::WebKit => Emulation::Window,
        }
    }

    /// The driver's program, told its port. What the two leave behind goes into the folder `profile`.
    pub(crate) fn driver(self, port: u16, profile: &Path) -> Command {
        fs::create_dir_all(profile).expect("a folder for the profile can be made");
        let port = format!("--port={port}");
        let mut driver = match self {
            Self::Chromium => {
                let mut driver = Command::new(setup::chromedriver());
                driver.args([port.as_str(), "--log-level=SEVERE"]);
                driver
            }
            Self::Firefox => {
                let mut driver = Command::new(setup::geckodriver());
                driver.args([port.as_str(), "--websocket-port=0", "--log=fatal", "--allow-system-access"]);
                driver.arg("--profile-root").arg(profile);
                driver
            }
            Self::WebKit => {
                bare_window(profile);
                let mut driver = Command::new(setup::xvfb_run());
                // Where the surroundings name no language, WebKit takes "C" for one.
                driver.env("LANG", "en_US.UTF-8").env("LANGUAGE", "en_US");
                // A free screen number, larger than any window of these tests.
                driver.args(["-a", "-s", "-screen 0 1920x1200x24"]).arg(setup::webkit_driver()).arg(port);
                driver
            }
        };
        let here = |name: &str| (OsString::from(name), profile.as_os_str().to_owned());
        // Chromium has its own folder by a flag of its own.
        if self != Self::Chromium {
            driver.envs(["TMPDIR", "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"].map(here));
        }
        driver
    }

    /// What a new session is to be.
    pub(crate) fn capabilities(self, profile: &Path, switches: &[&str]) -> Value {
        let mut wanted = match self {
            Self::Chromium => chromium(profile, switches),
            Self::Firefox => firefox(),
            Self::WebKit => json!({ "webkitgtk:browserOptions": { "args": ["--automation"] } }),
        };
        wanted["unhandledPromptBehavior"] = json!("dismiss and notify");
        json!({ "capabilities": { "alwaysMatch": wanted } })
    }

    /// The browser's own process, if the driver tells it.
    pub(crate) fn process_id(self, capabilities: &Value) -> Option<u64> {
        let name = match self {
            Self::Chromium => "goog:processID",
            Self::Firefox => "moz:processID",
            // It ends with the driver's process group.
            Self::WebKit => return None,
        };
        capabilities[name].as_u64()
    }
}

fn chromium(profile: &Path, switches: &[&str]) -> Value {
    let profile = format!("--user-data-dir={}", profile.display());
    let args = [
        "--headless=new",
        // Chromium refuses its sandbox when it runs as root, as it does in containers.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        // No request but the page's own.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Same pixels on every machine.
        "--force-device-scale-factor=1",
        "--force-color-profile=srgb",
        "--hide-scrollbars",
        "--lang=en-GB",
        "--window-size=1440,900",
        &profile,
    ];
    let args = [&args[..], switches].concat();
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "binary": setup::chromium(), "args": args },
    })
}

fn firefox() -> Value {
    let preferences = json!({
        "intl.accept_languages": "en-GB",
        // No request but the page's own.
        "services.settings.server": "data:,#no-settings/v1",
        "app.normandy.enabled": false,
        "messaging-system.rsexperimentloader.enabled": false,
        // Same pixels on every machine.
        "gfx.color_management.mode": 0,
        "layout.css.devPixelsPerPx": "1.0",
        "ui.useOverlayScrollbars": 1,
    });
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": { "binary": setup::firefox(), "args": ["-headless"], "prefs": preferences },
    })
}

/// Takes all room from the bars of WebKitGTK's browser: its window could not be as narrow as a phone with them.
fn bare_window(profile: &Path) {
    let folder = profile.join("gtk-3.0");
    let style = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; \
                 -gtk-icon-source: none; }";
    fs::create_dir_all(&folder).expect("a folder for the style can be made");
    fs::write(folder.join("gtk.css"), style).expect("the style can be written");
}
