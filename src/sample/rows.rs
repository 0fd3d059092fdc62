//! One row of each list of v8, and the small writer they share.

use super::clock::push_time;
use super::json::{push_id, push_number, push_text};
use super::log::Item;
use super::session::Session;
use super::text::push_transferred;
use super::world::{Job, World};

/// JSON being written.
#[derive(Clone, Debug, Default)]
pub struct Json(pub String);

impl Json {
    /// Appends text as it is.
    pub fn raw(&mut self, text: &str) -> &mut Self {
        self.0.push_str(text);
        self
    }

    /// A member's name, with the comma before it where one is due.
    pub fn name(&mut self, name: &str) -> &mut Self {
        if !self.0.ends_with(['{', '[']) {
            self.0.push(',');
        }
        self.raw("\"").raw(name).raw("\":")
    }

    /// A member with a text.
    pub fn text(&mut self, name: &str, value: &str) -> &mut Self {
        push_text(&mut self.name(name).0, value);
        self
    }

    /// A member with a whole number.
    pub fn number(&mut self, name: &str, value: i64) -> &mut Self {
        push_number(&mut self.name(name).0, value);
        self
    }

    /// A member that is true or false.
    pub fn flag(&mut self, name: &str, value: bool) -> &mut Self {
        self.name(name).raw(if value { "true" } else { "false" })
    }

    /// A member with a uuid.
    pub fn id(&mut self, name: &str, id: u128) -> &mut Self {
        push_id(&mut self.name(name).raw("\"").0, id);
        self.raw("\"")
    }

    /// A member with a time; null if there is none.
    pub fn time(&mut self, name: &str, ticks: Option<i64>, offset_minutes: i64) -> &mut Self {
        self.name(name);
        let Some(ticks) = ticks else {
            return self.raw("null");
        };
        push_time(&mut self.raw("\"").0, ticks, offset_minutes);
        self.raw("\"")
    }

    /// A link `{"href": …}` made of a path with one id in it.
    pub(crate) fn link(&mut self, name: &str, before: &str, id: u128, after: &str) -> &mut Self {
        push_id(&mut self.name(name).raw("{\"href\":\"/v8/").raw(before).0, id);
        self.raw(after).raw("\"}")
    }
}

pub(crate) fn push_job(json: &mut Json, world: &World, owner: usize, job: &Job) {
    let last = world.last_of_job(owner);
    json.raw("{").id("id", job.id).id("organizationId", world.organization()).id("repositoryId", job.repository);
    json.text("name", job.name);
    match job.copies {
        Some(backup) => json.id("backupJobId", backup),
        None => json.text("description", job.description).text("backupType", "SelectedItems"),
    };
    json.time("lastRun", last.map(|session| session.start), 0).name("nextRun").raw("null");
    json.flag("isEnabled", job.enabled).name("lastStatus");
    match last {
        Some(session) => push_text(&mut json.0, session.status.word()),
        None => json.0.push_str("null"),
    }
    json.name("_links").raw("{").link("self", if job.copies.is_some() { "CopyJobs/" } else { "Jobs/" }, job.id, "");
    json.link("jobsessions", "JobSessions?jobId=", job.id, "").raw("}}");
}

pub(crate) fn push_session(json: &mut Json, world: &World, session: &Session) {
    let totals = session.statistics(world.now());
    let rate = |amount: i64| amount / totals.seconds;
    let job = world.jobs.get(session.owner);
    let job_id = job.map_or(0, |job| job.id);
    json.raw("{").id("id", session.id).id("jobId", job_id);
    json.time("creationTime", Some(session.start), 0).time("endTime", session.end, 0);
    json.number("progress", session.progress as i64).text("status", session.status.word());
    json.name("statistics").raw("{").number("processingRateBytesPS", rate(totals.bytes));
    json.number("processingRateItemsPS", rate(totals.items)).number("readRateBytesPS", rate(totals.bytes * 3));
    json.number("writeRateBytesPS", rate(totals.bytes * 7)).number("transferredDataBytes", totals.bytes);
    json.number("processedObjects", totals.items).text("bottleneck", totals.bottleneck).raw("}");
    push_transferred(&mut json.name("details").raw("\"").0, totals.bytes, totals.items, totals.seconds);
    json.raw("\"").number("retryCount", session.retry_count.into());
    json.text("jobType", if job.is_some_and(|job| job.copies.is_some()) { "Copy" } else { "Backup" });
    json.id("repositoryId", job.map_or(0, |job| job.repository));
    if let Some(main) = session.main {
        json.id("mainSessionId", main);
    }
    json.flag("jobWillBeRetried", session.will_retry);
    json.text("jobSessionConfigType", if session.full { "Full" } else { "Incremental" });
    json.number("eTag", session.start / 10_000);
    json.name("_links").raw("{").link("self", "JobSessions/", session.id, "");
    json.link("log", "JobSessions/", session.id, "/LogItems").link("job", "Jobs/", job_id, "").raw("}}");
}

pub(crate) fn push_item(json: &mut Json, item: &Item, session: u128) {
    json.raw("{").id("id", item.id).number("usn", item.usn as i64);
    json.text("message", &item.text).text("type", item.status.item_type());
    json.time("creationTime", Some(item.start), 0).time("endTime", item.end, 0);
    json.name("_links").raw("{").link("self", "jobsessions/", session, "/logitems/");
    // The link is closed by now; the id of the item belongs inside its quotes.
    json.0.truncate(json.0.len() - 2);
    push_id(&mut json.0, item.id);
    json.raw("\"}").link("jobsessions", "jobsessions/", session, "").raw("}}");
}

pub(crate) fn push_retrieval_session(json: &mut Json, world: &World, session: &Session) {
    let retrieval = world.retrievals.get(session.owner);
    let (id, name) = retrieval.map_or((0, ""), |retrieval| (retrieval.id, retrieval.name));
    json.raw("{").id("id", session.id).id("retrievalId", id).text("name", name);
    json.time("creationTime", Some(session.start), 60).time("endTime", session.end, 60);
    json.number("progress", session.progress as i64).number("processedObjects", session.plan.n_objects as i64);
    json.text("type", session.retrieval.map_or("", super::RetrievalKind::word)).text("status", session.status.word());
    json.id("repositoryId", retrieval.map_or(0, |retrieval| retrieval.repository));
    json.name("_links").raw("{").link("self", "DataRetrievalSessions/", session.id, "");
    json.link("log", "DataRetrievalSessions/", session.id, "/LogItems").raw("}}");
}
