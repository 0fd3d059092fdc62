//! The browsers of a binary's tests, each lent to one test at a time. There are three, also on
//! two cores: a test waits as much as it works.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, RwLock, TryLockError};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::page::Page;
use crate::webdriver::WebDriver;

static BROWSERS: [OnceLock<Mutex<WebDriver>>; 3] = [const { OnceLock::new() }; 3];
/// Held by all tests that run, and by one that wants nobody beside it.
static OTHERS: RwLock<()> = RwLock::new(());

/// A browser that nobody uses, or else the first one as soon as it is free.
fn browser() -> MutexGuard<'static, WebDriver> {
    let lock = |browser: &'static OnceLock<Mutex<WebDriver>>| browser.get_or_init(|| Mutex::new(WebDriver::start()));
    for browser in &BROWSERS {
        match lock(browser).try_lock() {
            Ok(browser) => return browser,
            // A test that failed has poisoned it; the next one starts from a fresh tab all the same.
            Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => {}
        }
    }
    lock(&BROWSERS[0]).lock().unwrap_or_else(PoisonError::into_inner)
}

/// As [`test`], with no other test at the same time: for what is measured.
///
/// # Panics
/// As [`test`] does.
pub fn test_undisturbed(name: &str, run: impl FnOnce(&Page<'_>)) {
    let _others = OTHERS.write().unwrap_or_else(PoisonError::into_inner);
    test_beside_others(name, run);
}

/// Runs a test with a fresh tab.
///
/// Servers on ports of their own give each test an origin of its own, so storage is not shared. When it fails, a
/// picture of the page is left in `e2e-screens/` of the target folder, and what the console said is printed.
///
/// # Panics
/// As the test does, and if the console held an error that it did not expect.
pub fn test(name: &str, run: impl FnOnce(&Page<'_>)) {
    let _others = OTHERS.read().unwrap_or_else(PoisonError::into_inner);
    test_beside_others(name, run);
}

fn test_beside_others(name: &str, run: impl FnOnce(&Page<'_>)) {
    let mut driver = browser();
    // One that crashed in the test before.
    if driver.command("GET", "/window/handles", &Value::Null).is_err() {
        *driver = WebDriver::start();
    }
    let page = Page::fresh(&driver, name);
    let begun = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        run(&page);
        page.assert_quiet();
    }));
    // To be seen with `--nocapture`.
    println!("{name}: {:.1?}", begun.elapsed());
    if let Err(failure) = outcome {
        // Best effort: the browser itself may be what failed.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            println!("picture: {}", page.screenshot(&format!("failed-{name}")).display());
            println!("address: {}", page.address());
            for line in page.console() {
                println!("console: {line}");
            }
        }));
        drop(driver);
        resume_unwind(failure);
    }
}

/// Runs with a browser of its own, whose commands may take this long: for what is measured. What the console says is
/// nobody's concern here.
pub fn alone<T>(limit: Duration, run: impl FnOnce(&Page<'_>) -> T) -> T {
    alone_with(&[], limit, run)
}

/// As [`alone`], with further switches of Chromium's; other engines have none.
pub fn alone_with<T>(switches: &[&str], limit: Duration, run: impl FnOnce(&Page<'_>) -> T) -> T {
    let mut driver = WebDriver::start_with(switches);
    driver.set_limit(limit);
    run(&Page::fresh(&driver, "alone"))
}
