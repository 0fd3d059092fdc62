//! One browser for all tests of a binary, lent to one test at a time.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::page::Page;
use crate::webdriver::WebDriver;

static BROWSER: OnceLock<Mutex<WebDriver>> = OnceLock::new();

/// Runs a test with a fresh tab.
///
/// Servers on ports of their own give each test an origin of its own, so storage is not shared. When it fails, a
/// picture of the page is left in `e2e-screens/` of the target folder, and what the console said is printed.
///
/// # Panics
/// As the test does, and if the console held an error that it did not expect.
pub fn test(name: &str, run: impl FnOnce(&Page<'_>)) {
    let browser = BROWSER.get_or_init(|| Mutex::new(WebDriver::start()));
    // A test that failed has poisoned it; the next one starts from a fresh tab all the same.
    let driver = browser.lock().unwrap_or_else(PoisonError::into_inner);
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
    let mut driver = WebDriver::start();
    driver.set_limit(limit);
    run(&Page::fresh(&driver, "alone"))
}
