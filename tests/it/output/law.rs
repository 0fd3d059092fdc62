//! Nothing that names somebody is left in anything that leaves the page redacted: every log of the company that does not
//! exist, as either product would tell it, searched byte by byte. What is searched for comes from the company, not from
//! what the redactor knows.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use sample_world::{Scale, World, answer, push_id, time_from_text};
use tapeline::answers::failures;
use tapeline::model::{Id, Log, Notices, Product, Session, SessionKind, Timestamp, UtcOffset, Version};
use tapeline::output::redact::{Redactor, Rewrite, What};
use tapeline::output::saved::{self, Header, Part};
use tapeline::output::svg::{Drawing, svg};
use tapeline::output::ticket::{self, Ticket, Wording};
use tapeline::output::{Completeness, csv};
use tapeline::texts::Texts;
use tapeline::timeline::{Index, Lanes, Scene, Size, View, Viewport, Zone, ticks};
use tapeline::wire::{LogDecoder, PartKind, jobs, sessions};

use super::super::timeline::LIGHT;

const SERVER: &str = "https://backup01.fjordline.example:4443";
const OWNER: &str = "https://tapeline.fjordline.example/#/job-sessions/";

/// A session with its log, its siblings and the names of jobs.
pub(super) struct Sample {
    pub(super) product: Product,
    pub(super) kind: SessionKind,
    pub(super) session: Session,
    pub(super) name: Option<String>,
    pub(super) log: Log,
}

fn text_of(id: u128) -> String {
    let mut out = String::new();
    push_id(&mut out, id);
    out
}

fn decoded(product: Product, page: &[u8]) -> Log {
    let (mut log, mut notices) = (Log::new(), Notices::default());
    let mut decoder = LogDecoder::new(product, 0);
    decoder.feed(page, &mut log, &mut notices);
    decoder.finish(&mut log, &mut notices).unwrap();
    log
}

/// The rows of a log as Azure tells them: objects are machines.
fn azure_page(world: &World, session: &sample_world::Session) -> String {
    let mut page = format!("{{\"jobSessionId\":\"{}\",\"log\":[", text_of(session.id));
    let log = world.log(session);
    for (at, item) in (0..log.len()).filter_map(|at| Some((at, log.item(at)?))) {
        let message = match at % 5 {
            0 => item.text.clone(),
            1 => format!("Backing up vm-{at:05}"),
            2 => format!("Failed to create a snapshot of vm-{at:05}: the quota of region westeurope is exceeded"),
            3 => format!("Snapshot backup of 'Fjordline SQL {at:05}' has finished"),
            _ => format!(
                "Processing VM: fjord-app-{at:05}. Access to /subscriptions/5f1d6f0a/resourceGroups/fjord-{at:05}/x is denied"
            ),
        };
        let start = Timestamp::from_ticks(item.start).to_iso(UtcOffset::UTC);
        let comma = if at > 0 { "," } else { "" };
        write!(page, "{comma}{{\"status\":\"{}\",\"message\":{message:?},\"executionStartTime\":\"{start}\",\"executionDuration\":\"00:00:02.5\"}}", if at % 5 == 2 { "Error" } else { "Success" }).unwrap();
    }
    page.push_str("]}");
    page
}

/// The rows of a log as Backup & Replication tells them: machines, hosts, proxies, datastores, repositories and accounts.
fn vbr_page(world: &World, session: &sample_world::Session) -> String {
    let log = world.log(session);
    let mut page = "{\"records\":[".to_owned();
    for (at, item) in (0..log.len()).filter_map(|at| Some((at, log.item(at)?))) {
        let title = match at % 10 {
            0 => format!("Processing fjord-app-{at:05}"),
            1 => format!(
                "Processing fjord-sql-{at:05} Error: Cannot connect to host fjord-esx-{at:05}. Access is denied."
            ),
            2 => format!("Failed to create processing task for VM fjord-web-{at:05} Error: The object is gone"),
            3 => format!("Virtual Machine fjord-dc-{at:05} is unavailable and will be skipped from processing"),
            4 => format!("Using backup proxy fjord-prx-{at:05} for disk Hard disk 1 [hotadd]"),
            5 => format!("Datastore fjord-ds-{at:05} has not enough free space; repository fjord-repo-{at:05}"),
            6 => {
                format!("Logon attempt with parameters [FJORDLINE\\svc-fjord-{at:05}, fjord-{at:05}.fjordline.example]")
            }
            7 => format!("Saving \\\\fjord-nas-{at:05}\\backups\\fjord-{at:05}.vbk"),
            8 => "Required backup infrastructure resources have been assigned".to_owned(),
            _ => "Hard disk 1 (60 GB) 2 GB read at 4.5 MB/s [CBT]".to_owned(),
        };
        let start = Timestamp::from_ticks(item.start).to_iso(UtcOffset::UTC);
        let comma = if at > 0 { "," } else { "" };
        write!(page, "{comma}{{\"id\":{at},\"status\":\"Failed\",\"title\":{title:?},\"startTime\":\"{start}\",\"updateTime\":\"{start}\"}}").unwrap();
    }
    page.push_str("]}");
    page
}

fn samples(world: &World) -> Vec<Sample> {
    let mut out = Vec::new();
    let get = |path: &str| answer(world, path).body;
    let mut notices = Notices::default();
    let names: HashMap<Id, String> = ["/v8/Jobs?limit=99", "/v8/CopyJobs?limit=99"]
        .into_iter()
        .flat_map(|path| jobs(&get(path), &mut Notices::default()).unwrap().0)
        .map(|job| (job.id, job.name))
        .collect();
    for (kind, path) in
        [(SessionKind::Job, "/v8/JobSessions"), (SessionKind::DataRetrieval, "/v8/DataRetrievalSessions")]
    {
        let (list, _) = sessions(Product::Vb365, kind, &get(&format!("{path}?limit=9999")), &mut notices).unwrap();
        for session in list {
            let page = get(&format!("{path}/{}/LogItems?limit=9999", session.id_text));
            let name = session.job_id.as_ref().and_then(|id| names.get(id)).cloned().or(session.name.clone());
            out.push(Sample { product: Product::Vb365, kind, log: decoded(Product::Vb365, &page), name, session });
        }
    }
    for (product, session) in
        world.sessions.iter().flat_map(|session| [(Product::VbAzure, session), (Product::Vbr, session)])
    {
        let page = if product == Product::Vbr { vbr_page(world, session) } else { azure_page(world, session) };
        let mut of_azure = Session::new(&text_of(session.id));
        of_azure.name = world.jobs.get(session.owner).map(|job| job.name.to_owned());
        of_azure.start = Some(Timestamp::from_ticks(session.start));
        let log = decoded(product, page.as_bytes());
        out.push(Sample { product, kind: SessionKind::Job, name: of_azure.name.clone(), session: of_azure, log });
    }
    out
}

/// Everything that names somebody or something, in lower case.
fn needles(world: &World, samples: &[Sample]) -> BTreeSet<String> {
    let mut out: BTreeSet<String> =
        ["fjordline", "fjord-", "backup01", "tapeline.fjordline", "sharepoint.example"].map(str::to_owned).into();
    out.extend(world.jobs.iter().flat_map(|job| [job.name.to_owned(), text_of(job.id), text_of(job.repository)]));
    out.extend(world.retrievals.iter().flat_map(|job| [job.name.to_owned(), text_of(job.id)]));
    out.extend([text_of(world.organization()), text_of(world.installation())]);
    for sample in samples {
        out.insert(sample.session.id_text.clone());
        for idx in 0..u32::try_from(sample.log.len()).unwrap() {
            out.extend(sample.log.id(idx));
            let title = sample.log.title(idx);
            out.extend(title.split_once("team: ").map(|(_, rest)| rest.split([' ', '.']).next().unwrap().to_owned()));
            out.extend(
                title.split_once("Team was not found: ").map(|(_, rest)| rest.split(' ').next().unwrap().to_owned()),
            );
            for word in title.split([' ', '(', ')', '\'', ',']).map(|word| word.trim_end_matches(['.', ':'])) {
                let is_id = word.len() == 36 && word.bytes().filter(|&b| b == b'-').count() == 4;
                if let Some((user, _)) = word.split_once('@') {
                    out.extend([word.to_owned(), user.to_owned(), word.replace(['.', '@'], "_")]);
                } else if is_id || word.starts_with("vm-") || word.starts_with("fjord-") || word.starts_with("/subs") {
                    out.insert(word.to_owned());
                } else if word.starts_with("https://") {
                    out.extend([word.to_owned(), word.rsplit('/').next().unwrap().to_owned()]);
                }
            }
        }
    }
    out.into_iter().map(|name| name.to_lowercase()).filter(|name| !name.is_empty()).collect()
}

/// Where names may be: found by their first five bytes, then byte by byte.
struct Search {
    by_begin: HashMap<[u8; 5], Vec<String>>,
}

impl Search {
    fn new(needles: BTreeSet<String>) -> Self {
        let mut by_begin: HashMap<[u8; 5], Vec<String>> = HashMap::new();
        for needle in needles {
            assert!(needle.len() >= 5, "{needle} is too short");
            let begin = *needle.as_bytes().first_chunk().unwrap();
            by_begin.entry(begin).or_default().push(needle);
        }
        Self { by_begin }
    }

    fn find(&self, text: &str) -> Option<String> {
        let text = text.to_lowercase();
        let bytes = text.as_bytes();
        bytes.windows(5).enumerate().find_map(|(at, begin)| {
            let found = self.by_begin.get(begin)?.iter().find(|needle| bytes[at..].starts_with(needle.as_bytes()))?;
            let from = text.floor_char_boundary(at.saturating_sub(60));
            Some(format!("{found} in …{}…", &text[from..text.ceil_char_boundary((at + 60).min(text.len()))]))
        })
    }
}

fn redactor(sample: &Sample) -> Redactor {
    let mut redactor = Redactor::new();
    redactor.learn(What::Host, SERVER);
    redactor.learn_session(&sample.session);
    if let Some(name) = &sample.name {
        redactor.learn(What::Job, name);
    }
    redactor.learn_log(&sample.log);
    redactor
}

fn drawing(sample: &Sample, title: &str, label: &dyn Fn(u32) -> String) -> String {
    let log = &sample.log;
    let Some(extent) = log.extent() else { return String::new() };
    let index = Index::new(log, &Lanes::pack(log));
    let size = Size { width_px: 900.0, height_px: 300.0, device_ratio: 1.0 };
    let view = View::new(&index, &Viewport::fit(extent), size, extent.end());
    let ticks = ticks(view.window, 900.0, &Zone::utc());
    svg(&Drawing {
        scene: &Scene::of(&view),
        ticks: &ticks,
        palette: &LIGHT,
        texts: Texts::default(),
        zone: "UTC",
        title,
        label,
        heads: &[],
    })
}

/// All that leaves the page of a session.
pub(super) fn outputs(sample: &Sample, rewrite: &Rewrite<'_>) -> Vec<String> {
    let (log, session) = (&sample.log, &sample.session);
    let link = format!("{OWNER}{}?item={}&q=anna.abel&api={SERVER}", session.id_text, log.id(1).unwrap_or_default());
    let groups = failures::groups(log);
    let all: Vec<u32> = (0..u32::try_from(log.len()).unwrap()).collect();
    let wording = Wording { rewrite: Some(rewrite), ..Wording::default() };
    let ticket = |items| Ticket {
        product: sample.product,
        version: Some(Version::new(8, 0)),
        server_version: Some("8.1.0.305"),
        server: SERVER,
        kind: sample.kind,
        session,
        name: sample.name.as_deref(),
        usual: None,
        log: Some(log),
        groups: &groups,
        items,
        completeness: Completeness::Complete,
        zone: "UTC",
        offset_at: &|_| UtcOffset::UTC,
        now: Timestamp::default(),
        link: &link,
    };
    let title = rewrite(What::Job, sample.name.as_deref().unwrap_or_default());
    let mut part = |part, text: &str| match part {
        tapeline::wire::write::Part::Text => rewrite(What::Text, text),
        tapeline::wire::write::Part::Name => rewrite(What::Job, text),
        tapeline::wire::write::Part::Id => rewrite(What::Id, text),
    };
    let id = rewrite(What::Id, &session.id_text);
    let server = rewrite(What::Host, SERVER);
    let own = std::slice::from_ref(session);
    vec![
        ticket::text(&ticket(&[]), wording),
        ticket::markdown(&ticket(&all), wording),
        csv::log_in(log, &all, Completeness::Complete, Some(rewrite), Texts::default()),
        csv::sessions(own, &|_| sample.name.as_deref(), Completeness::Complete, Some(rewrite), Texts::default()),
        drawing(sample, &title, &|idx| rewrite(What::Text, log.text(idx))),
        saved::header(&Header {
            saved_at: Timestamp::default(),
            product: sample.product,
            api_version: None,
            server: &server,
            server_version: None,
            is_retrieval: false,
            is_redacted: true,
            zone: "UTC",
            parts: &[Part { kind: PartKind::Log, session: Some(&id), is_complete: true, n_bytes: 1 }],
        }),
        tapeline::wire::write::log(sample.product, log, &session.id_text, &mut part),
        tapeline::wire::write::sessions(sample.product, sample.kind, own, &mut part),
    ]
}

fn world(seed: u64, big: usize) -> World {
    World::with_scale(seed, time_from_text("2026-11-22T03:00:00Z").unwrap(), Scale { big, odd: false })
}

#[test]
fn no_name_of_any_generated_session_is_left() {
    let world = world(365, 1_000);
    let samples = samples(&world);
    let search = Search::new(needles(&world, &samples));
    let mut n = 0;
    for sample in &samples {
        let redactor = redactor(sample);
        for output in outputs(sample, &|what, text| redactor.apply(what, text)) {
            assert_eq!(search.find(&output), None);
            n += output.len();
        }
    }
    assert!(samples.len() > 500 && n > 8_000_000, "{} sessions, {n} bytes", samples.len());
}

#[test]
fn each_kind_of_name_would_be_found_if_it_were_left() {
    let world = world(365, 200);
    let samples = samples(&world);
    let search = Search::new(needles(&world, &samples));
    let sample = samples.iter().find(|sample| sample.log.len() > 100 && sample.name.is_some()).unwrap();
    for left in [What::Text, What::Job, What::Id, What::Host, What::View] {
        let redactor = redactor(sample);
        let rewrite = |what, text: &str| if what == left { text.to_owned() } else { redactor.apply(what, text) };
        assert!(outputs(sample, &rewrite).iter().any(|output| search.find(output).is_some()), "{left:?}");
    }
}

#[test]
fn the_same_name_has_the_same_stand_in_in_all_of_them() {
    let world = world(7, 200);
    let samples = samples(&world);
    for sample in samples.iter().step_by(7) {
        let redactor = redactor(sample);
        let rewrite = |what, text: &str| redactor.apply(what, text);
        let (first, second) = (outputs(sample, &rewrite), outputs(sample, &rewrite));
        assert_eq!(first, second);
        let changes = redactor.changes();
        let stand_ins: BTreeSet<&str> = changes.iter().map(|change| change.stand_in.as_str()).collect();
        let names: BTreeSet<String> = changes.iter().map(|change| change.name.to_lowercase()).collect();
        assert_eq!((stand_ins.len(), names.len()), (changes.len(), changes.len()), "{changes:#?}");
    }
}
