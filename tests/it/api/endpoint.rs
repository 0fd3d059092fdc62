//! Paths of every version, and what cannot happen to them.

use proptest::prelude::*;
use tapeline::api::{Endpoint, List, Page};
use tapeline::model::{Id, Product, SessionKind, Timestamp, Version};
use tapeline::texts::Texts;

use super::server;

const ID: &str = "6a3fa2fb-3a77-4d99-8b5d-b6bd4102ffb1";
const PAGE: Page = Page { offset: 30, limit: 1000 };

fn id() -> Id {
    Id::new(ID).unwrap()
}

fn sessions(kind: SessionKind, job: Option<Id>) -> List {
    List::Sessions { kind, job, from: None, to: None }
}

fn log(kind: SessionKind) -> List {
    List::Log { kind, session: id() }
}

fn path(product: Product, version: &str, endpoint: &Endpoint) -> Option<String> {
    endpoint.path(product, Version::parse(product, version).unwrap())
}

fn vb365(version: &str, list: List) -> Option<String> {
    path(Product::Vb365, version, &Endpoint::List(list, PAGE))
}

fn azure(version: &str, list: List) -> Option<String> {
    path(Product::VbAzure, version, &Endpoint::List(list, PAGE))
}

#[expect(clippy::unnecessary_wraps, reason = "stands beside paths that may be missing")]
fn text(path: &str) -> Option<String> {
    Some(path.replace("{id}", ID).replace("{page}", "offset=30&limit=1000").replace("{Page}", "Offset=30&Limit=1000"))
}

#[test]
fn sessions_of_every_version() {
    use SessionKind::{DataRetrieval, Job};
    for v in ["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8"] {
        let all = format!("/{v}/JobSessions?{{page}}");
        assert_eq!(vb365(v, sessions(Job, None)), text(&all));
        let of_job = match v {
            "v7" | "v8" => format!("/{v}/JobSessions?jobId={{id}}&{{page}}"),
            _ => format!("/{v}/Jobs/{{id}}/JobSessions?{{page}}"),
        };
        assert_eq!(vb365(v, sessions(Job, Some(id()))), text(&of_job));
        let has_retrieval = matches!(v, "v6" | "v7" | "v8");
        let all = text(&format!("/{v}/DataRetrievalSessions?{{page}}")).filter(|_| has_retrieval);
        assert_eq!(vb365(v, sessions(DataRetrieval, None)), all);
        let of_one =
            text(&format!("/{v}/DataRetrievalSessions?dataRetrievalId={{id}}&{{page}}")).filter(|_| has_retrieval);
        assert_eq!(vb365(v, sessions(DataRetrieval, Some(id()))), of_one);
    }
    for v in ["v2", "v3", "v4", "v5", "v6", "v7", "v8", "v8.1"] {
        assert_eq!(azure(v, sessions(Job, None)), text(&format!("/api/{v}/jobSessions?{{Page}}")));
        let of_policy = text(&format!("/api/{v}/jobSessions?PolicyId={{id}}&{{Page}}"));
        assert_eq!(azure(v, sessions(Job, Some(id()))), of_policy);
        // An early version might refuse a filter by types that came later: the page leaves out the others itself.
        let types = "Types=RestorePointDataRetrieval&Types=SqlRestorePointDataRetrieval&";
        let types = if matches!(v, "v2" | "v3" | "v4") { "" } else { types };
        let of_retrievals = text(&format!("/api/{v}/jobSessions?{types}{{Page}}"));
        assert_eq!(azure(v, sessions(DataRetrieval, None)), of_retrievals);
        let of_policy = text(&format!("/api/{v}/jobSessions?PolicyId={{id}}&{types}{{Page}}"));
        assert_eq!(azure(v, sessions(DataRetrieval, Some(id()))), of_policy);
    }
    assert_eq!(azure("v1", sessions(Job, None)), text("/api/v1/jobSessions?{page}"));
    assert_eq!(azure("v1", sessions(DataRetrieval, None)), text("/api/v1/jobSessions?{page}"));
}

#[test]
fn logs_of_every_version() {
    use SessionKind::{DataRetrieval, Job};
    assert_eq!(vb365("v1", log(Job)), text("/v1/JobSessions/{id}/Log?{page}"));
    for v in ["v2", "v3", "v4", "v5", "v6", "v7", "v8"] {
        assert_eq!(vb365(v, log(Job)), text(&format!("/{v}/JobSessions/{{id}}/LogItems?{{page}}")));
        let has_retrieval = matches!(v, "v6" | "v7" | "v8");
        let retrieval = text(&format!("/{v}/DataRetrievalSessions/{{id}}/LogItems?{{page}}")).filter(|_| has_retrieval);
        assert_eq!(vb365(v, log(DataRetrieval)), retrieval);
    }
    for v in ["v1", "v8.1"] {
        assert_eq!(azure(v, log(Job)), text(&format!("/api/{v}/jobSessions/{{id}}/log")));
        assert_eq!(azure(v, log(DataRetrieval)), azure(v, log(Job)));
        let session = |kind| path(Product::VbAzure, v, &Endpoint::Session(kind, id()));
        assert_eq!(session(DataRetrieval), session(Job));
    }
}

#[test]
fn lists_that_are_documented_whole_get_no_page_at_first() {
    let first = Page { offset: 0, limit: 1000 };
    let list = |version: &str, list: List| path(Product::Vb365, version, &Endpoint::List(list, first)).unwrap();
    assert_eq!(list("v2", sessions(SessionKind::Job, None)), "/v2/JobSessions");
    assert_eq!(list("v1", log(SessionKind::Job)), format!("/v1/JobSessions/{ID}/Log"));
    assert_eq!(list("v3", log(SessionKind::Job)), format!("/v3/JobSessions/{ID}/LogItems?offset=0&limit=1000"));
    assert_eq!(list("v7", List::Jobs), "/v7/Jobs");
    assert_eq!(list("v8", List::Jobs), "/v8/Jobs?offset=0&limit=1000");
    assert_eq!(list("v7", List::CopyJobs), "/v7/CopyJobs");
    assert_eq!(list("v6", List::DataRetrievals), "/v6/DataRetrievals");
    assert_eq!(list("v8", List::DataRetrievals), "/v8/DataRetrievals?offset=0&limit=1000");
    assert_eq!(list("v8", List::Organizations), "/v8/Organizations?offset=0&limit=1000");
    assert_eq!(vb365("v7", List::Organizations), None, "jobs name their organization from v8 on");
    assert_eq!(vb365("v7", List::Jobs), text("/v7/Jobs?{page}"));
}

#[test]
fn what_a_version_lacks_is_not_asked_for_and_the_reason_is_said() {
    for (product, version, endpoint, reason) in [
        (Product::Vb365, "v5", Endpoint::List(List::CopyJobs, PAGE), "v6"),
        (Product::Vb365, "v5", Endpoint::List(List::DataRetrievals, PAGE), "v6"),
        (Product::Vb365, "v5", Endpoint::Session(SessionKind::DataRetrieval, id()), "v6"),
        (Product::Vb365, "v1", Endpoint::LogItem(SessionKind::Job, id(), id()), "v1"),
        (Product::VbAzure, "v8", Endpoint::List(List::Jobs, PAGE), "no list of jobs"),
        (Product::VbAzure, "v8", Endpoint::List(List::CopyJobs, PAGE), "no list of jobs"),
        (Product::VbAzure, "v8", Endpoint::LogItem(SessionKind::Job, id(), id()), "single"),
        (Product::VbAzure, "v8", Endpoint::List(List::DataRetrievals, PAGE), "data retrievals"),
    ] {
        assert_eq!(path(product, version, &endpoint), None);
        assert!(endpoint.why_not(product).say(Texts::default()).contains(reason), "{endpoint:?}");
    }
}

#[test]
fn single_things() {
    use SessionKind::{DataRetrieval, Job};
    let v365 = |version: &str, endpoint: &Endpoint| path(Product::Vb365, version, endpoint).unwrap();
    let vaz = |version: &str, endpoint: &Endpoint| path(Product::VbAzure, version, endpoint).unwrap();
    let item = Id::new("42").unwrap();
    assert_eq!(v365("v1", &Endpoint::Session(Job, id())), format!("/v1/JobSessions/{ID}"));
    assert_eq!(v365("v8", &Endpoint::Session(DataRetrieval, id())), format!("/v8/DataRetrievalSessions/{ID}"));
    let log_item = Endpoint::LogItem(Job, id(), item.clone());
    assert_eq!(v365("v3", &log_item), format!("/v3/JobSessions/{ID}/LogItems/42"));
    assert_eq!(vaz("v8.1", &Endpoint::Session(Job, Id::new("39").unwrap())), "/api/v8.1/jobSessions/39");
    let v6 = Version::parse(Product::Vb365, "v6").unwrap();
    let v5 = Version::parse(Product::Vb365, "v5").unwrap();
    assert_eq!(v365("v8", &Endpoint::ServiceInstance(v6)), "/v6/ServiceInstance");
    assert_eq!(v365("v8", &Endpoint::Probe(v6)), "/v6/ServiceInstance");
    assert_eq!(v365("v8", &Endpoint::Probe(v5)), "/v5/JobSessions?limit=1");
    assert_eq!(vaz("v8", &Endpoint::ServiceInstance(v5)), "/api/v5/system/about");
    assert_eq!(vaz("v8", &Endpoint::Probe(v5)), "/api/v5/jobSessions?Limit=1");
    let server = server(Product::Vb365, "v8");
    let url = Endpoint::Session(Job, id()).url(&server).unwrap();
    assert_eq!(url, format!("https://backup01.test:4443/v8/JobSessions/{ID}"));
}

#[test]
fn times_are_whole_seconds_that_leave_nothing_out() {
    let from = Timestamp::from_ticks(15_796_000_000_000_001);
    let between = |job: Option<Id>| List::Sessions { kind: SessionKind::Job, job, from: Some(from), to: Some(from) };
    let lower = "2020-01-21T09%3A46%3A40Z";
    let upper = "2020-01-21T09%3A46%3A41Z";
    let check = |product: Product, version: &str, job: Option<Id>, wanted: &str| {
        let got = path(product, version, &Endpoint::List(between(job), PAGE)).unwrap();
        assert_eq!(Some(got), text(wanted), "{product:?} {version}");
    };
    check(Product::Vb365, "v5", None, "/v5/JobSessions?{page}");
    check(Product::Vb365, "v6", None, &format!("/v6/JobSessions?endTimeLowerBound={lower}&{{page}}"));
    check(Product::Vb365, "v6", Some(id()), "/v6/Jobs/{id}/JobSessions?{page}");
    let both = format!("endTimeLowerBound={lower}&endTimeUpperBound={upper}");
    check(Product::Vb365, "v8", None, &format!("/v8/JobSessions?{both}&{{page}}"));
    check(Product::Vb365, "v8", Some(id()), &format!("/v8/JobSessions?jobId={{id}}&{both}&{{page}}"));
    check(Product::VbAzure, "v8.1", None, &format!("/api/v8.1/jobSessions?FromUtc={lower}&ToUtc={upper}&{{Page}}"));
    check(Product::VbAzure, "v1", None, "/api/v1/jobSessions?{page}");
}

fn lists() -> impl Strategy<Value = List> {
    let kind = prop_oneof![Just(SessionKind::Job), Just(SessionKind::DataRetrieval)];
    let id = "[A-Za-z0-9-]{1,64}".prop_map(|text| Id::new(&text).unwrap());
    let time = proptest::option::of(any::<i64>().prop_map(Timestamp::from_ticks));
    prop_oneof![
        (kind.clone(), proptest::option::of(id.clone()), time.clone(), time)
            .prop_map(|(kind, job, from, to)| List::Sessions { kind, job, from, to }),
        (kind, id).prop_map(|(kind, session)| List::Log { kind, session }),
        Just(List::Jobs),
        Just(List::CopyJobs),
        Just(List::DataRetrievals),
    ]
}

proptest! {
    #[test]
    fn ids_and_times_never_change_the_form_of_a_path(
        list in lists(),
        offset in any::<u64>(),
        limit in any::<u64>(),
        is_azure in any::<bool>(),
        nth in any::<prop::sample::Index>(),
    ) {
        let product = if is_azure { Product::VbAzure } else { Product::Vb365 };
        let version = *nth.get(product.versions());
        let endpoint = Endpoint::List(list.clone(), Page { offset, limit });
        if let Some(path) = endpoint.path(product, version) {
            let (before, query) = path.split_once('?').unwrap_or((&path, ""));
            let words: Vec<&str> = before.split('/').skip(1).collect();
            let words = if is_azure { words.strip_prefix(&["api"]).unwrap() } else { &words };
            prop_assert_eq!(words[0], version.to_string());
            let n_ids = match &list {
                List::Log { session, .. } => {
                    prop_assert_eq!(words.len(), 4);
                    prop_assert_eq!(words[2], session.as_str());
                    1
                }
                List::Sessions { job: Some(job), .. } if words.len() == 4 => {
                    prop_assert_eq!(words[2], job.as_str());
                    1
                }
                _ => {
                    prop_assert_eq!(words.len(), 2);
                    0
                }
            };
            prop_assert_eq!(words.len(), 2 + 2 * n_ids);
            prop_assert!(query.bytes().all(|b| b.is_ascii_alphanumeric() || b"=&%-.".contains(&b)), "{}", query);
            prop_assert!(!query.to_ascii_lowercase().contains("setid"));
        }
    }
}
