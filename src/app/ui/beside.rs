//! Where a card stands beside a point, and whether a pointer is on its way to it: arithmetic, without a browser.

/// How far a card stands from its point.
const AWAY_PX: f64 = 14.0;
/// How far it stays from the edges of the window.
const EDGE_PX: f64 = 8.0;

/// A rectangle by its edges, in pixels of the window.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Edges {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

/// Where a card of this size stands beside a point, all of it in a window of this size: right below, or on the other side
/// of the point where there is more room. Sizes are width and height.
pub fn beside(point: (f64, f64), size: (f64, f64), window: (f64, f64)) -> Edges {
    let (left, top) = (along(point.0, size.0, window.0), along(point.1, size.1, window.1));
    Edges { left, top, right: left + size.0, bottom: top + size.1 }
}

fn along(at: f64, length: f64, room: f64) -> f64 {
    let (after, before) = (at + AWAY_PX, at - AWAY_PX - length);
    if after + length + EDGE_PX <= room {
        after
    } else if before >= EDGE_PX {
        before
    } else {
        (room - EDGE_PX - length).max(EDGE_PX).min(after)
    }
}

impl Edges {
    /// Whether whoever moves from one point to another goes on into this.
    pub fn is_aimed_at(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        let (mut first, mut last) = (0.0_f64, f64::INFINITY);
        for (from, to, near, far) in [(from.0, to.0, self.left, self.right), (from.1, to.1, self.top, self.bottom)] {
            let step = to - from;
            if step == 0.0 {
                if from < near || from > far {
                    return false;
                }
            } else {
                let (a, b) = ((near - from) / step, (far - from) / step);
                first = first.max(a.min(b));
                last = last.min(a.max(b));
            }
        }
        from != to && first <= last
    }
}
