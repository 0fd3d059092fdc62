//! The run: who is measured with what, how often, and what must be true before it counts.

use std::path::PathBuf;
use std::time::Instant;

use e2e::Site;
use serde_json::json;

use crate::acts::{self, Act};
use crate::frames::{self, Frames, Gestures};
use crate::items::{self, Item};
use crate::scratch::{Files, Scratch};
use crate::tab::{LIMIT, Load, Tab};
use crate::tapeline::Search;
use crate::{bare, speedscope, tapeline, vis};

/// How many items.
pub const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// The sizes of a quick run.
pub const QUICK: [usize; 2] = [10_000, 100_000];
/// How many items while the processor is slowed.
pub const SLOWED_SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// How many times slower it is then: a help desk's laptop, so to speak.
pub const SLOWED: u32 = 4;
/// vis-timeline has an element for every item in view: at 100,000 it shows nothing within the limit.
const MOST_FOR_VIS: usize = 10_000;
/// How often a load is tried; the middle one counts.
const N_LOADS: usize = 3;
/// Loads that take this long, in milliseconds, are not tried again.
const ENOUGH_MS: f64 = 10_000.0;
/// Colours that a picture has at least: behind the bars two, and one for each of three results.
const COLOURS: u64 = 5;

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Its built page.
    Tapeline,
    /// A page of it that was built earlier.
    Before,
    /// `JSON.parse` and `Date.parse`, and no picture.
    Bare,
    /// Its released page.
    Speedscope,
    /// Its standalone build in a page of ours.
    Vis,
}

impl Who {
    /// Everybody, in the order of the tables.
    pub const ALL: [Self; 5] = [Self::Tapeline, Self::Before, Self::Bare, Self::Speedscope, Self::Vis];

    /// As the tables name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tapeline => "Tapeline",
            Self::Before => "Tapeline before",
            Self::Bare => "JSON.parse + Date.parse, no picture",
            Self::Speedscope => "speedscope",
            Self::Vis => "vis-timeline",
        }
    }
}

/// What was seen of somebody with so many items.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Who.
    pub who: Who,
    /// With how many items.
    pub n_items: usize,
    /// How many times the processor was slowed.
    pub slower: u32,
    /// Every load that was tried; one that took longer than the limit is not in it.
    pub loads: Vec<Load>,
    /// What moving about costs.
    pub frames: Vec<Frames>,
    /// What searching costs.
    pub searches: Vec<Search>,
    /// What else a person asks for.
    pub acts: Vec<Act>,
    /// Going on through all that is not on screen at first, in milliseconds.
    pub see_all_ms: Option<f64>,
}

/// Where the others are, and where files may be written.
pub struct Places {
    /// The folder of an earlier page.
    pub before: Option<PathBuf>,
    /// The folder of speedscope's release, and the script of vis-timeline; nothing where they are not measured.
    pub peers: Option<(PathBuf, PathBuf)>,
    /// A folder for the files of the run.
    pub scratch: PathBuf,
}

/// Hosts of all pages.
struct Hosts {
    tapeline: Site,
    before: Option<Site>,
    speedscope: Option<Site>,
    pages: Site,
}

/// Measures these from a file at one size after the other, with the processor so many times slower.
pub fn from_files(places: &Places, sizes: &[usize], of: &[Who], slower: u32) -> Vec<Seen> {
    let (speedscope, vis) = places.peers.as_ref().map(|(speedscope, vis)| (speedscope, vis.as_path())).unzip();
    let scratch = Scratch::new(places.scratch.clone(), vis);
    let hosts = Hosts {
        tapeline: tapeline::site(),
        before: places.before.clone().map(Site::start),
        speedscope: speedscope.cloned().map(Site::start),
        pages: Site::start(scratch.folder().to_owned()),
    };
    let mut all = Vec::new();
    for &n in sizes {
        let items = items::items(n);
        let files = scratch.write(&items);
        let mut seen: Vec<Seen> =
            of.iter().copied().filter(|who| hosts.take_part(*who, n)).map(|who| Seen::of(who, n, slower)).collect();
        for round in 0..N_LOADS {
            for seen in seen.iter_mut().filter(|seen| seen.wants_round(round)) {
                let begun = Instant::now();
                seen.add_round(round, &hosts, &files, &items);
                let slower = if slower > 1 { format!(", {slower} times slower") } else { String::new() };
                println!("{n:>9} items, {}{slower}, round {}: {:.1?}", seen.who.name(), round + 1, begun.elapsed());
            }
        }
        all.extend(seen);
    }
    all
}

impl Hosts {
    fn take_part(&self, who: Who, n: usize) -> bool {
        match who {
            Who::Before => self.before.is_some(),
            Who::Speedscope => self.speedscope.is_some(),
            Who::Vis => self.speedscope.is_some() && n <= MOST_FOR_VIS,
            Who::Tapeline | Who::Bare => true,
        }
    }

    /// That of a page of Tapeline.
    fn of_tapeline(&self, who: Who) -> &Site {
        self.before.as_ref().filter(|_| who == Who::Before).unwrap_or(&self.tapeline)
    }
}

impl Seen {
    fn of(who: Who, n_items: usize, slower: u32) -> Self {
        let (loads, frames, searches, acts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { who, n_items, slower, loads, frames, searches, acts, see_all_ms: None }
    }

    /// Once more, unless one more would tell nothing new for much time.
    fn wants_round(&self, round: usize) -> bool {
        round == 0 || self.loads.last().is_some_and(|load| load.whole_ms < ENOUGH_MS)
    }

    /// Loads the items in a new browser, and moves about in the first.
    fn add_round(&mut self, round: usize, hosts: &Hosts, files: &Files, items: &[Item]) {
        let (who, n) = (self.who, items.len());
        e2e::alone(LIMIT, |page| {
            let (mut tab, host) = match who {
                Who::Tapeline | Who::Before => (tapeline::open(page, hosts.of_tapeline(who)), who.name()),
                Who::Bare => (bare::open(page, &hosts.pages), "the bare page"),
                Who::Speedscope => {
                    let host = hosts.speedscope.as_ref().expect("who is measured is there");
                    (speedscope::open(page, host), "speedscope")
                }
                Who::Vis => (vis::open(page, &hosts.pages), "vis-timeline"),
            };
            if self.slower > 1 {
                page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": self.slower }));
            }
            let load = match who {
                Who::Tapeline | Who::Before => tapeline::load(&mut tab, &files.log, n),
                Who::Bare => bare::load(&mut tab, &files.log),
                Who::Speedscope => speedscope::load(&mut tab, &files.speedscope),
                Who::Vis => vis::load(&mut tab, &files.vis),
            };
            let Some(load) = load else {
                assert!(who != Who::Tapeline, "Tapeline showed no whole picture of {n} items within {LIMIT:?}");
                println!("{host}: no picture of {n} items within {LIMIT:?}");
                return;
            };
            self.prove(&tab);
            self.loads.push(load);
            if round == 0 {
                self.move_about(&tab, items);
            }
        });
    }

    /// A time counts if the picture is right.
    fn prove(&self, tab: &Tab<'_>) {
        let stage = match self.who {
            // Every item is in it, and failures are to be seen: it was not whole before.
            Who::Tapeline | Who::Before => tapeline::stage(tab),
            Who::Bare => {
                assert_eq!(bare::n_items(tab), self.n_items as u64, "items that the bare page has");
                return;
            }
            Who::Speedscope => speedscope::STAGE,
            Who::Vis => {
                assert_eq!(vis::n_drawn(tab), self.n_items as u64, "elements that vis-timeline has drawn");
                vis::STAGE
            }
        };
        let n_colours = tab.n_colours(stage);
        assert!(n_colours >= COLOURS, "{:?} shows {} items in {n_colours} colours", self.who, self.n_items);
    }

    fn move_about(&mut self, tab: &Tab<'_>, items: &[Item]) {
        let mut move_in = |stage: [f64; 4], gestures: Gestures, n_events: usize| {
            self.frames = frames::measure(tab, stage, gestures, n_events);
        };
        match self.who {
            Who::Tapeline | Who::Before => {
                move_in(tapeline::stage(tab), tapeline::GESTURES, 30);
                self.searches = tapeline::search(tab, items);
                // The earlier page has no such table.
                if self.who == Who::Tapeline {
                    self.acts = acts::measure(tab, items);
                }
            }
            Who::Bare => {}
            Who::Speedscope => {
                // The longest by far, and the same everywhere.
                if self.n_items == SIZES[SIZES.len() - 1] {
                    self.see_all_ms = Some(speedscope::see_all(tab));
                }
                move_in(speedscope::STAGE, speedscope::GESTURES, 6);
            }
            Who::Vis => move_in(vis::STAGE, vis::GESTURES, 10),
        }
    }

    /// The load in the middle.
    pub fn load(&self, of: impl Fn(&Load) -> f64) -> Option<f64> {
        (!self.loads.is_empty()).then(|| frames::median(self.loads.iter().map(of)))
    }
}
