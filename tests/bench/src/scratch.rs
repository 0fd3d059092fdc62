//! The files of a run: hundreds of megabytes, and gone when it ends.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::items::{Item, write_log, write_speedscope, write_vis};
use crate::{bare, vis};

/// A folder for the files of a run.
pub struct Scratch(PathBuf);

/// The same items for everybody.
pub struct Files {
    /// As a server sends them.
    pub log: PathBuf,
    /// As speedscope has them.
    pub speedscope: PathBuf,
    /// As vis-timeline takes them.
    pub vis: PathBuf,
}

impl Scratch {
    /// Makes it, without what a run that was broken off may have left, and with the pages that are measured beside
    /// Tapeline. `vis` is the script of vis-timeline, if that is measured.
    pub fn new(folder: PathBuf, vis: Option<&Path>) -> Self {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the files of the run");
        fs::write(folder.join("bare.html"), bare::PAGE).expect("room on the disk");
        fs::write(folder.join("vis.html"), vis::PAGE).expect("room on the disk");
        if let Some(vis) = vis {
            fs::copy(vis, folder.join("vis.js")).expect("the script of vis-timeline");
        }
        Self(folder)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// Writes these items for everybody, in place of those before.
    pub fn write(&self, items: &[Item]) -> Files {
        let file = |name: &str, write: &dyn Fn(&mut BufWriter<fs::File>) -> io::Result<()>| {
            let path = self.0.join(name);
            let mut to = BufWriter::new(fs::File::create(&path).expect("a file for the items"));
            write(&mut to).and_then(|()| to.flush()).expect("room on the disk");
            path
        };
        Files {
            log: file("log.json", &|to| write_log(items, 0, items.len() + 1, to)),
            speedscope: file("night.speedscope.json", &|to| write_speedscope(items, to)),
            vis: file("vis.json", &|to| write_vis(items, to)),
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left is cleared away by the next run.
        let _ = fs::remove_dir_all(&self.0);
    }
}
