//! A server that changes while it is read, byte by byte: its list grows or becomes shorter at its end, its answers break off at any
//! byte, the reader stops and goes on. What is called complete is what the server had.

use std::fmt::Write as _;

use tapeline::api::{Endpoint, Fault, List, Load, LoadState, Step};
use tapeline::model::{DecodeError, Id, Log, Notices, Product, SessionKind};
use tapeline::wire::LogDecoder;

use super::server;
use crate::adversary::Dice;

/// What it does, and what it tells of itself.
#[expect(clippy::struct_excessive_bools, reason = "habits are independent of each other")]
struct Server {
    n_rows: usize,
    cap: usize,
    says_total: bool,
    says_next: bool,
    says_offset: bool,
    is_array: bool,
    /// So many more than there are, as some say who count what nobody may see.
    total_is_off_by: usize,
}

impl Server {
    fn new(dice: &mut Dice) -> Self {
        Self {
            n_rows: dice.pick(&[0, 1, 29, 30, 999, 1_000, 1_001, 2_500]),
            cap: dice.pick(&[30, 700, 1_000, 10_000]),
            says_total: dice.roll(2) == 0,
            says_next: dice.roll(2) == 0,
            says_offset: dice.roll(4) > 0,
            is_array: dice.roll(6) == 0,
            total_is_off_by: if dice.roll(12) == 0 { 1 + dice.roll(5) } else { 0 },
        }
    }

    fn row(n: usize) -> String {
        format!(
            r#"{{"id":"{n}","usn":{n},"title":"[Success] row {n}","creationTime":"2026-11-21T22:00:00Z","endTime":"2026-11-21T22:00:01Z"}}"#
        )
    }

    fn answer(&self, offset: usize, limit: usize) -> String {
        if self.is_array {
            return format!("[{}]", (0..self.n_rows).map(Self::row).collect::<Vec<_>>().join(","));
        }
        let limit = limit.min(self.cap);
        let end = self.n_rows.min(offset + limit);
        let rows: Vec<String> = (offset.min(end)..end).map(Self::row).collect();
        let mut out = String::from("{");
        if self.says_offset {
            write!(out, r#""offset":{offset},"#).unwrap();
        }
        write!(out, r#""limit":{limit},"#).unwrap();
        if self.says_total {
            write!(out, r#""totalCount":{},"#, self.n_rows + self.total_is_off_by).unwrap();
        }
        if self.says_next && end < self.n_rows {
            out.push_str(r#""_links":{"next":{"href":"/v8/x"}},"#);
        }
        format!("{out}\"results\":[{}]}}", rows.join(","))
    }
}

#[test]
fn complete_is_what_the_server_had() {
    let mut dice = Dice(1_305);
    let (mut n_complete, mut n_doubtful) = (0, 0);
    for round in 0..400 {
        let mut simulated = Server::new(&mut dice);
        let session = Id::new("7").unwrap();
        let mut load = Load::new(server(Product::Vb365, "v8"), List::Log { kind: SessionKind::Job, session });
        let (mut log, mut notices) = (Log::new(), Notices::default());
        let (mut n_requests, mut n_odd) = (0, 2 + dice.roll(12));
        // The fewest rows that the server had since rows were known, and what the last answer could show.
        let (mut n_last, mut has_shrunk, mut is_seen) = (simulated.n_rows, false, true);
        loop {
            match load.next() {
                Step::Send(Endpoint::List(_, asked)) => {
                    n_requests += 1;
                    assert!(n_requests < 2_000, "round {round}");
                    let happens = if n_odd > 0 { dice.roll(6) } else { 0 };
                    n_odd = n_odd.saturating_sub(1);
                    let n = dice.pick(&[1, 2, 30, 300]);
                    match happens {
                        1 => simulated.n_rows += n,
                        2 => {
                            has_shrunk |= simulated.n_rows > 0;
                            simulated.n_rows = simulated.n_rows.saturating_sub(n);
                        }
                        _ => {}
                    }
                    let (offset, limit) =
                        (usize::try_from(asked.offset).unwrap(), usize::try_from(asked.limit).unwrap());
                    let body = simulated.answer(offset, limit);
                    let cut = if matches!(happens, 3 | 4) { dice.roll(body.len() + 1) } else { body.len() };
                    let n_before = log.len();
                    let mut decoder = LogDecoder::new(Product::Vb365, load.n_skip());
                    for chunk in body.as_bytes()[..cut].chunks(1 + dice.roll(5_000)) {
                        decoder.feed(chunk, &mut log, &mut notices);
                    }
                    let n_seen = decoder.n_rows();
                    if happens == 4 {
                        load.stop();
                    }
                    match decoder.finish(&mut log, &mut notices) {
                        Ok(page) => {
                            (n_last, is_seen) = (simulated.n_rows, page.n_rows > 0 || page.total_count.is_some());
                            load.on_page(&page, log.len() - n_before);
                        }
                        Err(error) => {
                            load.on_partial(if let DecodeError::Cut { n_rows } = error { n_rows } else { n_seen });
                            load.on_fault(if happens == 4 { Fault::Aborted } else { Fault::Decode(error) }, 0.0);
                        }
                    }
                }
                Step::Send(other) => panic!("{other:?}"),
                Step::Wait { .. } => {}
                Step::Idle => match load.state() {
                    LoadState::Stopped { .. } | LoadState::Failed { .. } => load.resume(),
                    _ => break,
                },
            }
        }
        let rows: Vec<String> = (0..u32::try_from(log.len()).unwrap()).map(|idx| log.text(idx).to_owned()).collect();
        let wanted: Vec<String> = (0..rows.len()).map(|n| format!("row {n}")).collect();
        assert_eq!(rows, wanted, "round {round}: each row once and in order");
        match load.state() {
            LoadState::Complete { n_rows } => {
                n_complete += 1;
                assert_eq!(*n_rows, log.len(), "round {round}");
                assert_eq!(
                    simulated.total_is_off_by * usize::from(simulated.says_total && !simulated.is_array),
                    0,
                    "round {round}: the count says that there are more"
                );
                // An empty page says that there are no more, and not that there are fewer.
                assert!(
                    log.len() >= n_last && (!is_seen || log.len() == n_last),
                    "round {round}: {} of {n_last}",
                    log.len()
                );
            }
            LoadState::Doubtful { .. } => {
                n_doubtful += 1;
                assert!(has_shrunk || simulated.total_is_off_by > 0, "round {round}: {:?}", load.state());
            }
            other => panic!("round {round}: {other:?}"),
        }
    }
    assert!(n_complete > 200 && n_doubtful > 20, "{n_complete} {n_doubtful}");
}
