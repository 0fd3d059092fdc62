//! An end for programs that a test started, whatever happens to the test.

use std::io::Write as _;
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};

/// Ends programs and removes their folder when it is dropped, and when this process ends, however it ends.
pub(crate) struct Guard(ChildStdin);

impl Guard {
    /// A guard that also removes this folder. (A driver that is ended leaves its browser running, and statics are never
    /// dropped.) It reads process ids, those of groups with a minus sign, until its input ends. Programs are asked kindly
    /// first: a screen of WebKit's would leave its lock behind.
    #[expect(clippy::zombie_processes, reason = "it outlives this process, on purpose")]
    pub(crate) fn over(folder: &Path) -> Self {
        let script = "trap '' INT TERM HUP; all=; while read -r pid; do all=\"$all $pid\"; done; \
                      kill -- $all; sleep 0.3; kill -9 -- $all; sleep 0.2; rm -rf \"$0\"";
        let mut guard = Command::new("sh")
            .args(["-c", script])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("sh starts");
        Self(guard.stdin.take().expect("the guard's input is a pipe"))
    }

    /// Ends this process, too.
    pub(crate) fn add(&mut self, pid: u64) {
        writeln!(self.0, "{pid}").expect("the guard listens");
    }

    /// Ends this process and all that it started in its group.
    pub(crate) fn add_group(&mut self, leader: u32) {
        writeln!(self.0, "-{leader}").expect("the guard listens");
    }
}
