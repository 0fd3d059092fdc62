//! Veeam Backup for Microsoft 365: one row of each list, in the words of each version.

use sample_world::{
    Item, Json, Objects, RetrievalKind, Session, Status, World, push_amount, push_id, push_number, push_time,
    push_transferred,
};

use crate::vb365::id_text;

/// What a version is and does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    pub(crate) version: u8,
    pub(crate) pages_items: bool,
}

impl Dialect {
    /// Links as the documents of each version show them. None of them can be relied on.
    fn href(self, path: &str) -> String {
        match self.version {
            ..=4 => format!("https://backup01.fjordline.example:4443/v{}/{}", self.version, path.to_ascii_lowercase()),
            5 => format!("https://172.28.1.46:4443/v5/{}", path.to_ascii_lowercase()),
            version => format!("/v{version}/{path}"),
        }
    }

    /// The zone of the times of log items, in minutes; sessions are in UTC beside them.
    fn item_zone(self) -> i64 {
        match self.version {
            ..=4 => -420,
            5 => 180,
            _ => 0,
        }
    }

    /// The bracketed word before a title. The words for failures differ between servers.
    fn prefix(self, status: Status) -> &'static str {
        match status {
            Status::Success => "[Success] ",
            Status::Warning => "[Warning] ",
            Status::Failed if self.version <= 4 => "[Failed] ",
            Status::Failed => "[Error] ",
            Status::Running | Status::Queued => "[Running] ",
            Status::Stopped if self.version <= 4 => "[Stopped] ",
            Status::Stopped => "[Stop] ",
        }
    }
}

fn link(json: &mut Json, name: &str, href: &str) {
    json.name(name).raw("{").text("href", href).raw("}");
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn null(json: &mut Json, name: &str) {
    json.name(name).raw("null");
}

/// The end of something; how the versions write "not yet" is known of none, so each does it in another way.
fn end_time(json: &mut Json, end: Option<i64>, start: i64, zone: i64, dialect: Dialect) {
    match (end, dialect.version) {
        (Some(_), _) | (None, 7..) => json.time("endTime", end, zone),
        (None, ..=2) => json,
        (None, 3 | 4) => json.text("endTime", "0001-01-01T00:00:00"),
        (None, 5) => json.time("endTime", Some(start), zone),
        (None, 6) => json.text("endTime", "9999-12-31T23:59:59.9999999Z"),
    };
}

pub(crate) fn service_instance(world: &World, version: u8) -> String {
    let mut json = Json::default();
    let product = if version == 8 { "8.1.0.305".to_owned() } else { format!("{version}.0.0.1063") };
    json.raw("{").id("installationId", world.installation()).text("version", &product).raw("}");
    json.0
}

pub(crate) fn organization(json: &mut Json, world: &World, dialect: Dialect) {
    let id = world.organization();
    json.raw("{").text("type", "Office365").text("region", "Worldwide").id("id", id);
    json.text("name", "fjordline.example").flag("isBackedup", true).name("_links").raw("{");
    link(json, "self", &dialect.href(&format!("Organizations/{}", id_text(id))));
    json.raw("}}");
}

pub(crate) fn job(json: &mut Json, world: &World, at: usize, dialect: Dialect) {
    let Some(job) = world.jobs.get(at) else {
        return;
    };
    let last = world.last_of_job(at);
    let version = dialect.version;
    json.raw("{").id("id", job.id);
    if version >= 8 {
        json.id("organizationId", world.organization());
    }
    if version >= 6 {
        json.id("repositoryId", job.repository);
    }
    json.text("name", job.name);
    match job.copies {
        Some(backup) => json.id("backupJobId", backup),
        None => json.text("description", job.description).text("backupType", "SelectedItems"),
    };
    json.time("lastRun", last.map(|session| session.start), 0);
    null(json, "nextRun");
    json.flag("isEnabled", job.enabled);
    match last {
        Some(session) => json.text("lastStatus", session.status.word()),
        None => json.name("lastStatus").raw("null"),
    };
    let resource = if job.copies.is_some() { "CopyJobs" } else { "Jobs" };
    let id = id_text(job.id);
    json.name("_links").raw("{");
    link(json, "self", &dialect.href(&format!("{resource}/{id}")));
    // Since v7 this leads nowhere.
    link(json, "jobsessions", &dialect.href(&format!("Jobs/{id}/jobsessions")));
    json.raw("}}");
}

fn statistics(json: &mut Json, session: &Session, now: i64, version: u8) {
    let totals = session.statistics(now);
    let rate = |amount: i64| amount / totals.seconds;
    let amount = |bytes: i64| {
        let mut text = String::new();
        push_amount(&mut text, bytes);
        text
    };
    json.name("statistics").raw("{");
    if version <= 2 {
        let (moved, n_moved) = (amount(rate(totals.bytes)), rate(totals.items));
        json.text("processingRate", &format!("{moved}/s ({n_moved} items/s)"));
        json.text("readRate", &format!("{}/s", amount(rate(totals.bytes * 3))));
        json.text("writeRate", &format!("{}/s", amount(rate(totals.bytes * 7))));
        json.text("transferredData", &amount(totals.bytes));
    } else {
        json.number("processingRateBytesPS", rate(totals.bytes));
        json.number("processingRateItemsPS", rate(totals.items)).number("readRateBytesPS", rate(totals.bytes * 3));
        json.number("writeRateBytesPS", rate(totals.bytes * 7)).number("transferredDataBytes", totals.bytes);
    }
    json.number("processedObjects", totals.items).text("bottleneck", totals.bottleneck).raw("}");
}

pub(crate) fn session(json: &mut Json, world: &World, session: &Session, dialect: Dialect) {
    let version = dialect.version;
    let job = world.jobs.get(session.owner);
    let job_id = job.map_or(0, |job| job.id);
    json.raw("{").id("id", session.id);
    if version >= 8 {
        json.id("jobId", job_id);
    }
    json.time("creationTime", Some(session.start), 0);
    end_time(json, session.end, session.start, 0, dialect);
    json.number("progress", number(session.progress)).text("status", session.status.word());
    statistics(json, session, world.now(), version);
    if version >= 6 {
        let totals = session.statistics(world.now());
        let mut details = String::new();
        push_transferred(&mut details, totals.bytes, totals.items, totals.seconds);
        json.text("details", &details).number("retryCount", session.retry_count.into());
    }
    if version >= 7 {
        json.text("jobType", if job.is_some_and(|job| job.copies.is_some()) { "Copy" } else { "Backup" });
        json.id("repositoryId", job.map_or(0, |job| job.repository));
        if let Some(main) = session.main {
            json.id("mainSessionId", main);
        }
        json.flag("jobWillBeRetried", session.will_retry);
    }
    if version >= 8 {
        json.text("jobSessionConfigType", if session.full { "Full" } else { "Incremental" });
        json.number("eTag", session.start / 10_000);
    }
    let path = format!("JobSessions/{}", id_text(session.id));
    json.name("_links").raw("{");
    link(json, "self", &dialect.href(&path));
    // Up to v4 the link of the log is dead.
    link(json, "log", &dialect.href(&format!("{path}/{}", if version <= 4 { "log" } else { "LogItems" })));
    link(json, "job", &dialect.href(&format!("Jobs/{}", id_text(job_id))));
    json.raw("}}");
}

pub(crate) fn item(json: &mut Json, item: &Item, session: u128, dialect: Dialect) {
    let (version, zone) = (dialect.version, dialect.item_zone());
    json.raw("{").id("id", item.id).number("usn", i64::try_from(item.usn).unwrap_or(i64::MAX));
    if version >= 8 {
        json.text("message", &item.text).text("type", item.status.item_type());
    } else {
        let prefix = dialect.prefix(item.status);
        let mut title = String::with_capacity(prefix.len() + item.text.len());
        title.extend([prefix, &item.text]);
        json.text("title", &title);
    }
    json.time("creationTime", Some(item.start), zone);
    end_time(json, item.end, item.start, zone, dialect);
    item_links(json, item.id, session, dialect);
    json.raw("}");
}

/// Since v6 links of items lack their leading slash and speak of job sessions even where there are none. They are put
/// together piece by piece, since a page can have ten thousand of them.
fn item_links(json: &mut Json, item: u128, session: u128, dialect: Dialect) {
    let version = dialect.version;
    let host = match version {
        ..=4 => "https://backup01.fjordline.example:4443/",
        5 => "https://172.28.1.46:4443/",
        _ => "",
    };
    let open = |json: &mut Json, name: &str, resource: &str| {
        json.name(name).raw("{\"href\":\"").raw(host).raw("v");
        push_number(&mut json.0, version.into());
        push_id(&mut json.raw(resource).0, session);
    };
    json.name("_links").raw("{");
    if version >= 5 || (version == 3 && dialect.pages_items) {
        open(json, "self", "/jobsessions/");
        push_id(&mut json.raw("/logitems/").0, item);
        json.raw("\"}");
    }
    open(json, "jobsessions", if version <= 4 { "/JobSessions/" } else { "/jobsessions/" });
    json.raw("\"}}");
}

pub(crate) fn retrieval(json: &mut Json, world: &World, at: usize, dialect: Dialect) {
    let Some(retrieval) = world.retrievals.get(at) else {
        return;
    };
    let last = world.retrieval_sessions.iter().find(|session| session.owner == at);
    json.raw("{").id("id", retrieval.id).id("repositoryId", retrieval.repository);
    json.id("organizationId", world.organization()).text("name", retrieval.name).text("description", "");
    json.text(
        "type",
        match retrieval.objects {
            Objects::Mailbox => "Exchange",
            Objects::Site => "SharePoint",
            Objects::OneDrive => "OneDrive",
            Objects::Team => "Teams",
        },
    );
    json.text("storageType", "AmazonS3Glacier").text("amazonS3GlacierRetrievalPolicy", retrieval.policy.word());
    json.time("pointInTime", last.map(|session| session.start), 0);
    json.time("startTime", last.map(|session| session.start), 0);
    null(json, "expirationTime");
    let is_running = last.is_some_and(|session| session.end.is_none());
    json.text("dataState", if is_running { "Retrieving" } else { "Retrieved" });
    json.text("lastStatus", last.map_or("NotConfigured", |session| session.status.word()));
    json.name("_links").raw("{");
    link(json, "self", &dialect.href(&format!("DataRetrievals/{}", id_text(retrieval.id))));
    json.raw("}}");
}

pub(crate) fn retrieval_session(json: &mut Json, world: &World, session: &Session, dialect: Dialect) {
    let retrieval = world.retrievals.get(session.owner);
    let (id, name) = retrieval.map_or((0, ""), |retrieval| (retrieval.id, retrieval.name));
    json.raw("{").id("id", session.id).id("retrievalId", id).text("name", name);
    json.time("creationTime", Some(session.start), 60);
    end_time(json, session.end, session.start, 60, dialect);
    json.number("progress", number(session.progress)).number("processedObjects", number(session.n_objects()));
    let kind = session.retrieval.unwrap_or(RetrievalKind::Retrieve).word();
    // The v6 documents spell one of the words with a comma at its end.
    let comma =
        if dialect.version == 6 && session.retrieval == Some(RetrievalKind::ChangeAvailability) { "," } else { "" };
    json.text("type", &format!("{kind}{comma}")).text("status", session.status.word());
    if dialect.version >= 8 {
        json.id("repositoryId", retrieval.map_or(0, |retrieval| retrieval.repository));
    }
    // The link to itself carries the id of its job, as on a real v6 server.
    json.name("_links").raw("{");
    link(json, "self", &dialect.href(&format!("DataRetrievalSessions/{}", id_text(id))));
    link(json, "log", &dialect.href(&format!("DataRetrievalSessions/{}/LogItems", id_text(session.id))));
    json.raw("}}");
}

/// A time in UTC, as text.
pub(crate) fn time_text(ticks: i64) -> String {
    let mut text = String::new();
    push_time(&mut text, ticks, 0);
    text
}
