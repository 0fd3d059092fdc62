//! Runs other programs, each with a time limit: a hung one ends with a message, not with a hung build.

use std::collections::HashMap;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;

/// How often a running program is asked whether it is done.
const POLL: Duration = Duration::from_millis(25);

/// Runs to the end, its output passed through.
///
/// # Errors
/// It could not be started, ran past `limit` (it and all it started are then killed), or ended with a failure.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Result<()> {
    let line = spelled(command);
    let mut child = command.stdin(Stdio::null()).spawn().map_err(|e| format!("could not start `{line}`: {e}"))?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return if status.success() { Ok(()) } else { Err(format!("`{line}` failed ({status})").into()) };
        }
        if started.elapsed() > limit {
            kill_tree(&mut child);
            return Err(format!("`{line}` was stopped: it ran longer than {}", spoken(limit)).into());
        }
        thread::sleep(POLL);
    }
}

/// What a short command prints, or nothing when it cannot be run or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Kills a program and all that it started. The children stay in our own process group, so that ctrl-c reaches
/// them; that is why they are looked up one by one.
pub(crate) fn kill_tree(child: &mut Child) {
    let listing = answer(Command::new("ps").args(["-e", "-o", "pid=,ppid="])).unwrap_or_default();
    for pid in descendants(&listing, child.id()) {
        answer(Command::new("kill").args(["-9", &pid.to_string()]));
    }
    // Both fail only if it ended meanwhile.
    let _ = child.kill();
    let _ = child.wait();
}

/// All processes below `root` in lines of `pid ppid`.
fn descendants(listing: &str, root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for line in listing.lines() {
        let mut numbers = line.split_whitespace().filter_map(|word| word.parse().ok());
        if let (Some(pid), Some(parent)) = (numbers.next(), numbers.next()) {
            children.entry(parent).or_default().push(pid);
        }
    }
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(pid) = open.pop() {
        // Removed, so that a listing with a loop in it ends as well.
        let below = children.remove(&pid).unwrap_or_default();
        found.extend(&below);
        open.extend(below);
    }
    found
}

/// The command as one would type it, without the paths of our own tools.
pub(crate) fn spelled(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    command.get_args().fold(name, |line, word| format!("{line} {}", word.to_string_lossy()))
}

/// A time as one says it: `0.4 s`, `38 s`, `2 min 05 s`.
pub(crate) fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..120 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_program_is_stopped_with_what_it_started() {
        let started = Instant::now();
        let problem = run(Command::new("sh").args(["-c", "sleep 60 & sleep 60"]), Duration::from_millis(200));
        assert!(problem.is_err_and(|e| e.to_string().contains("ran longer than 0.2 s")));
        assert!(started.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn a_failure_is_told_with_its_command() {
        let problem = run(Command::new("sh").args(["-c", "exit 3"]), Duration::from_secs(20));
        assert!(problem.is_err_and(|e| e.to_string().starts_with("`sh -c exit 3` failed")));
    }

    #[test]
    fn descendants_are_found_over_generations() {
        let mut found = descendants("1 0\n7 1\n8 7\n9 8\n10 1\n  11   9\n", 7);
        found.sort_unstable();
        assert_eq!(found, [8, 9, 11]);
        assert_eq!(descendants("5 6\n6 5\n", 5), [6, 5], "a loop ends");
    }

    #[test]
    fn times_are_spoken() {
        assert_eq!(spoken(Duration::from_millis(1_460)), "1.5 s");
        assert_eq!(spoken(Duration::from_secs(38)), "38 s");
        assert_eq!(spoken(Duration::from_secs(125)), "2 min 05 s");
    }
}
