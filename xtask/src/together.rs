//! Runs what does not wait for each other side by side: each alone leaves a core without work for a good part of its time.
//!
//! Nothing of what they print is shown while all goes well, for it would be mixed. If one fails, the others are ended, and what
//! it said is shown with what to do about it.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::{Result, process};

const POLL: Duration = Duration::from_millis(50);
/// How often a line says that it goes on.
const SIGN_OF_LIFE: Duration = Duration::from_mins(1);
/// As many of its last lines as a failed program shows.
const N_LINES: usize = 40;

/// A program to run.
pub(crate) struct Job {
    /// What it makes, in a few words.
    pub(crate) what: String,
    pub(crate) command: Command,
}

struct Running {
    what: String,
    line: String,
    child: Child,
    /// All it printed, once it has ended.
    said: Option<JoinHandle<String>>,
}

/// Runs all to their ends.
///
/// # Errors
/// One could not be started, failed, or went on for longer than `limit`; the others have been ended.
pub(crate) fn run(jobs: Vec<Job>, limit: Duration) -> Result<()> {
    let begun = Instant::now();
    let mut running = Vec::new();
    let done = start(jobs, &mut running).and_then(|()| watch(&mut running, begun, limit));
    for job in &mut running {
        process::kill_tree(&mut job.child);
    }
    done
}

fn start(jobs: Vec<Job>, running: &mut Vec<Running>) -> Result<()> {
    for Job { what, mut command } in jobs {
        let line = process::spelled(&command);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|e| format!("could not start `{line}`: {e}"))?;
        let said = child.stderr.take().map(|mut from| {
            thread::spawn(move || {
                let mut said = Vec::new();
                // What could be read until then is all there is to show.
                let _ = from.read_to_end(&mut said);
                String::from_utf8_lossy(&said).into_owned()
            })
        });
        running.push(Running { what, line, child, said });
    }
    Ok(())
}

/// Takes out what has ended, until nothing is left.
fn watch(running: &mut Vec<Running>, begun: Instant, limit: Duration) -> Result<()> {
    let mut next_sign = SIGN_OF_LIFE;
    while !running.is_empty() {
        let mut at = 0;
        while let Some(job) = running.get_mut(at) {
            let Some(status) = job.child.try_wait()? else {
                at += 1;
                continue;
            };
            let Running { what, line, said, .. } = running.remove(at);
            let time = process::spoken(begun.elapsed());
            if !status.success() {
                let said = said.and_then(|said| said.join().ok()).unwrap_or_default();
                eprintln!("{}", last_lines(&said));
                return Err(format!("{what}: `{line}` failed after {time} ({status}){}", advice(&said)).into());
            }
            println!("  {what}: done after {time}");
        }
        if begun.elapsed() > limit {
            return Err(format!("stopped: it took longer than {}", process::spoken(limit)).into());
        }
        if begun.elapsed() > next_sign && !running.is_empty() {
            next_sign += SIGN_OF_LIFE;
            let left: Vec<_> = running.iter().map(|job| job.what.as_str()).collect();
            println!("  … {}: still at {}", process::spoken(begun.elapsed()), left.join(", "));
        }
        thread::sleep(POLL);
    }
    Ok(())
}

fn last_lines(said: &str) -> String {
    let lines: Vec<_> = said.lines().collect();
    lines.get(lines.len().saturating_sub(N_LINES)..).unwrap_or_default().join("\n")
}

/// What cargo and the compiler say when the machine lacks something, and what to do then.
const ADVICE: [(&[&str], &str); 5] = [
    (
        &["No space left on device"],
        "the disk is full: a first build takes some 3 GB (target/ here, and the cache folder)",
    ),
    (
        &[
            "failed to download",
            "failed to fetch",
            "failed to query replaced source",
            "Could not resolve host",
            "Couldn't connect",
        ],
        "packages come from Rust's registry, which cannot be reached: is this machine online? Behind a proxy, \
         set https_proxy. What came so far is kept",
    ),
    (
        &["can't find crate for `core`", "can't find crate for `std`"],
        "Rust's target for the browser is missing or broken: rustup target remove wasm32-unknown-unknown; \
         rustup target add wasm32-unknown-unknown",
    ),
    (&["linker `cc` not found"], "a C compiler is needed to link: on Debian or Ubuntu, apt-get install gcc libc6-dev"),
    (&["requires rustc", "is not supported by the following package"], "Rust is too old: rustup update"),
];

fn advice(said: &str) -> String {
    let fits = |(signs, _): &&(&[&str], &str)| signs.iter().any(|sign| said.contains(sign));
    ADVICE.iter().find(fits).map_or(String::new(), |(_, advice)| ["\nwhat to do: ", advice].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(script: &str) -> Job {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Job { what: "a thing".to_owned(), command }
    }

    #[test]
    fn all_run_at_once() {
        let begun = Instant::now();
        assert!(run(vec![job("sleep 1"), job("sleep 1"), job("sleep 1")], Duration::from_secs(20)).is_ok());
        assert!(begun.elapsed() < Duration::from_millis(2_500));
    }

    #[test]
    fn one_that_fails_ends_the_others_and_says_what_to_do() {
        let begun = Instant::now();
        let failed = job("echo 'error: failed to download from `https://…`' >&2; exit 101");
        let problem = run(vec![job("sleep 60"), failed], Duration::from_secs(50)).err().map(|e| e.to_string());
        let problem = problem.unwrap_or_default();
        assert!(problem.starts_with("a thing: `sh -c ") && problem.contains("is this machine online?"), "{problem}");
        assert!(begun.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn one_that_goes_on_for_ever_is_ended() {
        let problem = run(vec![job("sleep 60")], Duration::from_millis(100));
        assert!(problem.is_err_and(|e| e.to_string().contains("longer than 0.1 s")));
    }

    #[test]
    fn the_end_of_what_was_said_is_shown() {
        let long: Vec<_> = (0..99).map(|n: u32| n.to_string()).collect();
        let last = last_lines(&long.join("\n"));
        assert!(last.starts_with("59\n") && last.ends_with("\n98"), "{last}");
        assert_eq!(last_lines("one"), "one");
    }
}
