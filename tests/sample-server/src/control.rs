//! `/_control`: faults, clock and truth over HTTP, for tests in another process. These requests are not recorded.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use sample_world::id_from_text;
use serde_json::Value;

use crate::Recorded;
use crate::api::{Shared, locked};
use crate::chaos::chaos;
use crate::faults::faults_from_json;
use crate::http::{Reply, Request};
use crate::truth::{LogRow, Truth};
use crate::work::WorkTruth;

fn bad(error: String) -> Reply {
    Reply::new(400, "text/plain; charset=utf-8", error)
}

/// A member of the body that is a whole number.
fn number(body: &Value, name: &str) -> Option<u64> {
    body.get(name).and_then(Value::as_u64)
}

impl Shared {
    pub(crate) fn control(&self, request: &Request) -> Reply {
        let path = request.path();
        let reply = match (request.method.as_str(), path.strip_prefix("/_control/").unwrap_or_default()) {
            ("GET", "truth") => Reply::json(200, Truth::of(&self.world_now()).to_json()),
            ("GET", "requests") => {
                let recorded = locked(&self.requests);
                Reply::json(200, format!("[{}]", recorded.iter().map(Recorded::to_json).collect::<Vec<_>>().join(",")))
            }
            ("GET", "counts") => {
                let (writes, trips) = (self.n_writes.load(Ordering::SeqCst), self.n_trips.load(Ordering::SeqCst));
                Reply::json(200, format!("{{\"writes\":{writes},\"trips\":{trips}}}"))
            }
            ("PUT", "token") => {
                let token = String::from_utf8_lossy(&request.body).trim().to_owned();
                *locked(&self.token) = (token, Instant::now());
                Reply::empty(204)
            }
            ("PUT", "faults") => match faults_from_json(&request.body) {
                Ok(faults) => {
                    locked(&self.faults).set(faults);
                    Reply::empty(204)
                }
                Err(error) => bad(error),
            },
            ("DELETE", "faults") => {
                locked(&self.faults).set(Vec::new());
                Reply::empty(204)
            }
            ("PUT", what @ ("clock" | "chaos")) => match serde_json::from_slice(&request.body) {
                Ok(body) => {
                    self.change(what, &body);
                    Reply::empty(204)
                }
                Err(error) => bad(error.to_string()),
            },
            ("GET", what) => {
                self.log_for_control(what).or_else(|| self.time_for_control(what)).unwrap_or_else(|| Reply::empty(404))
            }
            _ => Reply::empty(404),
        };
        reply.with("Cache-Control", "no-store")
    }

    fn change(&self, what: &str, body: &Value) {
        if what == "chaos" {
            let faults = chaos(number(body, "seed").unwrap_or_default(), number(body, "nth").unwrap_or_default());
            return locked(&self.faults).set(faults);
        }
        if let Some(speed) = number(body, "speed") {
            self.clock.set_speed(u32::try_from(speed).unwrap_or(u32::MAX));
        }
        if let Some(seconds) = number(body, "pass_seconds") {
            self.clock.pass(Duration::from_secs(seconds));
        }
    }

    fn log_for_control(&self, what: &str) -> Option<Reply> {
        let id = id_from_text(what.strip_prefix("log/")?)?;
        let rows: Vec<String> = LogRow::all_of(&self.world_now(), id)?.iter().map(LogRow::to_json).collect();
        Some(Reply::json(200, format!("[{}]", rows.join(","))))
    }

    fn time_for_control(&self, what: &str) -> Option<Reply> {
        let id = id_from_text(what.strip_prefix("time/")?)?;
        Some(Reply::json(200, WorkTruth::of(&self.world_now(), id, None)?.to_json()))
    }
}
