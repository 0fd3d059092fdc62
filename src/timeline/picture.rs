//! A log made ready for drawing, and how it is made anew while the log grows.

use super::{Index, Items, Lanes, Overview, TimeMap, Viewport};
use crate::model::turns::Turns;
use crate::model::{TimeRange, Timestamp};

/// Everything that scenes of a log are made from.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The items in their lanes.
    pub index: Index,
    /// The whole in small.
    pub overview: Overview,
    /// From the first start to the last end, in real time.
    pub extent: TimeRange,
    /// Where open items end on screen, in real time.
    pub open_end: Timestamp,
    /// From real time to that of index, overview and windows.
    pub map: TimeMap,
    /// First lane of each group, and one past the last lane; empty where items are not grouped.
    pub group_begin: Vec<u32>,
}

/// How items are laid out in rows.
#[derive(Clone, Debug)]
pub enum Layout<'a> {
    /// In as few lanes as can be.
    Packed,
    /// Each group in lanes of its own: the number of each item's group, and how many there are.
    Groups(&'a [u32], usize),
    /// A lane for each item.
    OneEach,
}

/// Items that are placed before others may have a turn.
const SLICE: usize = 100_000;
/// More late items than these are not placed one by one: all are packed anew, which is quicker then.
const MOST_LATE: usize = 4_096;

impl Picture {
    /// Of a log's items in a layout, in slices. `lanes` are those of the picture before, if it was packed and of the same
    /// log: what was placed stays where it is, until `is_whole` says that no more items will come and a tighter packing
    /// can be had. With `has_breaks` long stretches in which nothing runs are drawn short. O(n), and O(n log lanes) to
    /// pack.
    pub async fn build(
        items: &Items,
        (layout, has_breaks): (Layout<'_>, bool),
        (lanes, is_whole): (&mut Lanes, bool),
        (extent, open_end): (TimeRange, Timestamp),
        turns: &Turns,
    ) -> Self {
        let order = items.by_time(0);
        turns.pass().await;
        let idle = if has_breaks { items.idle(&order, open_end) } else { Vec::new() };
        let map = TimeMap::new(&idle, extent);
        turns.pass().await;
        let other = match layout {
            Layout::Packed => {
                let n_late = lanes.n_late_among(items);
                let is_loose = is_whole && (lanes.n_late() > 0 || n_late > 0);
                if lanes.len() > items.len() || is_loose || n_late > MOST_LATE {
                    *lanes = Lanes::default();
                }
                // Where all are placed anew they are those of the whole order.
                let fresh = (!lanes.is_empty()).then(|| items.by_time(lanes.len()));
                for slice in fresh.as_ref().unwrap_or(&order).chunks(SLICE) {
                    lanes.place(items, slice);
                    turns.pass().await;
                }
                None
            }
            Layout::Groups(groups, n_groups) => Some(Lanes::by_group(items, &order, groups, n_groups)),
            Layout::OneEach => Some(Lanes::one_each(items, &order)),
        };
        turns.pass().await;
        let lanes = other.as_ref().unwrap_or(lanes);
        // Lanes stay valid: the way from real to drawn time keeps the order of all starts and ends.
        let drawn = (!map.is_identity()).then(|| items.drawn(&map));
        let mut index = Index::of(drawn.as_ref().unwrap_or(items), order, lanes);
        turns.pass().await;
        index.add_ends();
        turns.pass().await;
        index.add_ranks();
        turns.pass().await;
        while index.add_fold() {
            turns.pass().await;
        }
        while index.add_level() {
            turns.pass().await;
        }
        let whole = Viewport::fit(map.drawn_range(extent)).whole();
        let mut overview = Overview::new(&index, map.drawn(open_end), whole);
        overview.set_breaks(map.clone());
        turns.pass().await;
        Self { index, overview, extent, open_end, map, group_begin: lanes.group_begin().to_vec() }
    }
}
