//! Addresses: every view and setting there and back, and whatever else may stand in one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::answers::Severities;
use tapeline::model::{Id, Product, SessionKind, Severity, Timestamp, UtcOffset, Version};
use tapeline::route::{Column, Group, IdleWord, Page, Params, Part, Route, Sort, Theme, ZoneChoice};

fn clean(fragment: &str) -> Route {
    let parsed = Route::parse(fragment);
    assert_eq!(parsed.notices, [], "{fragment}");
    assert!(!parsed.has_token, "{fragment}");
    parsed.route
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

#[test]
fn a_column_sorts_as_it_is_wanted_most_and_then_the_other_way_round() {
    let by_time = Sort { column: Column::Start, is_descending: true };
    let by_length = by_time.chosen(Column::Length, true);
    assert_eq!(by_length, Sort { column: Column::Length, is_descending: true }, "the longest first");
    assert!(!by_length.chosen(Column::Length, true).is_descending);
    assert!(!by_length.chosen(Column::Name, false).is_descending, "names begin with A");
    assert!(!by_time.chosen(Column::Start, false).is_descending);
    assert_eq!(by_length.chosen(Column::Start, false), by_time, "the newest first");
}

#[test]
fn every_page_has_an_address() {
    let pages = [
        ("#/connect", Page::Connect),
        ("#/job-sessions", Page::JobSessions),
        ("#/job-sessions/7f3a-1", Page::Session(SessionKind::Job, id("7f3a-1"))),
        ("#/data-retrieval-sessions", Page::DataRetrieval),
        ("#/data-retrieval-sessions/9", Page::Session(SessionKind::DataRetrieval, id("9"))),
        ("#/compare/a/b", Page::Compare(id("a"), id("b"))),
        ("#/axis", Page::Axis),
        ("#/job", Page::Job),
        ("#/find", Page::Find),
        ("#/file", Page::File),
        ("#/no/such/page", Page::NotFound("no/such/page".to_owned())),
        ("#/job-sessions/a_b", Page::NotFound("job-sessions/a_b".to_owned())),
        ("#/job-sessions/..", Page::NotFound("job-sessions/..".to_owned())),
    ];
    for (address, page) in pages {
        assert_eq!(clean(address).page, page);
        assert_eq!(page.to_string(), address);
    }
    for start in ["", "#", "#/", "/", "/connect/"] {
        assert_eq!(clean(start), Route::default(), "{start}");
    }
}

#[test]
fn settings_are_read() {
    let route = clean(
        "#/job-sessions?api=https://backup01:4443&product=vb365&version=v8&status=Failed,warning&job=j-1\
         &from=2026-11-20T23:00:00.1234567%2B01:00&to=2026-11-22T00:00:00Z&q=a+b%20c%C3%A4&sort=-length\
         &tz=Europe/Berlin&theme=dark&lang=en-GB&embed=v1&hide=table,nav&idle=scale&group=kind&item=i-1",
    );
    let params = &route.params;
    assert_eq!(params.api.as_deref(), Some("https://backup01:4443"));
    assert_eq!((params.product, params.version), (Some(Product::Vb365), Some(Version::new(8, 0))));
    assert!(params.status.has(Severity::Failed) && params.status.has(Severity::Warning));
    assert_eq!(params.from.unwrap().to_iso(UtcOffset::UTC), "2026-11-20T22:00:00.1234567Z");
    assert_eq!(params.q.as_deref(), Some("a+b cä"));
    assert_eq!(params.sort, Some(Sort { column: Column::Length, is_descending: true }));
    assert_eq!(params.tz, Some(ZoneChoice::Named("Europe/Berlin".to_owned())));
    assert_eq!(params.hide, [Part::Nav, Part::Table]);
    assert_eq!(
        route.to_string(),
        "#/job-sessions?api=https://backup01:4443&product=vb365&version=v8&status=Warning,Failed&job=j-1\
         &from=2026-11-20T22:00:00.1234567Z&to=2026-11-22T00:00:00Z&q=a%2Bb%20c%C3%A4&item=i-1&group=kind\
         &idle=scale&sort=-length&tz=Europe/Berlin&theme=dark&lang=en-GB&embed=v1&hide=nav,table"
    );
    let sample_of = |address: &str| clean(address).sample_of();
    assert_eq!(sample_of("#/job-sessions?api=sample"), Some(Product::Vb365));
    assert_eq!(sample_of("#/job-sessions?api=sample&product=vbr"), Some(Product::Vbr));
    // There is none of it: the other one.
    assert_eq!(sample_of("#/job-sessions?api=sample&product=vbazure"), Some(Product::Vb365));
    assert_eq!(sample_of("#/job-sessions?product=vbr"), None);
    assert_eq!(route.to(Page::Find).to_string().matches('&').count(), 7, "server and looks stay, filters do not");
}

#[test]
fn what_is_bad_is_named_and_the_rest_holds() {
    for bad in [
        "product=vbgc",
        "version=v9",
        "version=8",
        "tz=Eu%20rope",
        "tz=%2B99:99",
        "tz=%2B%2B3:%2B5",
        "tz=-%2B3:00",
        "tz=%2B03:-5",
        "theme=blue",
        "lang=%3Cb%3E",
        "embed=v2",
        "embed",
        "hide=status",
        "status=Bad",
        "job=..%2F..",
        "job=",
        "from=yesterday",
        "from=0001-01-01T00:00:00Z",
        "to=2026-11-22",
        "item=%00",
        "group=x",
        "idle=",
        "idle=true",
        "sort=colour",
        "api=",
        "api=a%E2%80%AEb",
        "tracking=1",
        "%FF=1",
    ] {
        let parsed = Route::parse(&format!("#/find?{bad}&q=rest"));
        assert_eq!(parsed.notices.len(), 1, "{bad}: {:?}", parsed.notices);
        assert_eq!(
            parsed.route,
            Route { page: Page::Find, params: Params { q: Some("rest".into()), ..Params::default() } }
        );
    }
    let twice = Route::parse("#/find?q=a&q=b&status=Failed,nonsense");
    assert_eq!((twice.route.params.q.as_deref(), twice.notices.len()), (Some("a"), 2));
    assert_eq!(twice.route.params.status, Severities::only(Severity::Failed));
    let long = "x".repeat(201);
    assert_eq!(Route::parse(&format!("#/find?q={long}")).route.params.q, None);
    let backwards = Route::parse("#/find?from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z");
    assert_eq!((backwards.route.params.range(), backwards.notices.len()), (None, 1));
    assert_eq!(Route::parse("#/find?version=v8.1&product=vb365").route.params.version, None);
    assert_eq!(clean("#/find?version=v8.1").params.version, Some(Version::new(8, 1)));
}

#[test]
fn a_token_is_flagged_and_never_repeated() {
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
    let opaque = "AQAAANCMnd8BFdERjHoAwE".repeat(6);
    let longer = "A1b".repeat(4000);
    for address in [
        format!("#/connect?token={jwt}"),
        "#/connect?access_token=x".to_owned(),
        "#/connect?Access%5FToken=x".to_owned(),
        "#/connect?x-api-key=x".to_owned(),
        format!("#access_token={opaque}&token_type=bearer"),
        format!("#/job-sessions?q={jwt}"),
        format!("#/job-sessions?q=Bearer%20{opaque}"),
        "#/job-sessions?q=bearer%20abcdefghijklm".to_owned(),
        format!("#/job-sessions?{opaque}=1"),
        format!("#/job-sessions?{jwt}"),
        format!("#/{jwt}"),
        format!("#{opaque}"),
        format!("#/token/{opaque}"),
        format!("#/find?q=%7B%22access_token%22:%22{opaque}%22"),
        format!("#/find?q={longer}"),
        format!("#/find?access_token=1&q={}", "-".repeat(9000)),
    ] {
        let parsed = Route::parse(&address);
        assert!(parsed.has_token, "{address}");
        let told = format!("{} {:?}", parsed.route, parsed.notices);
        assert!(!told.contains("eyJ") && !told.contains("AQAA") && !told.contains("A1b"), "{told}");
    }
    for innocent in [
        "#/job-sessions/3fa85f64-5717-4562-b3fc-2c963f66afa6?item=3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "#/find?q=https://contoso.sharepoint.com/sites/Marketing-2026/Shared%20Documents/Annual-report-of-the-board",
        "#/find?q=bearer",
    ] {
        clean(innocent);
    }
}

fn some_params() -> impl Strategy<Value = Params> {
    let id = || proptest::option::of("[A-Za-z0-9-]{1,40}".prop_map(|text| Id::new(&text).unwrap()));
    let time = || {
        proptest::option::of((-600_000_000_000_000_000_i64..2_500_000_000_000_000_000).prop_map(Timestamp::from_ticks))
    };
    let product = proptest::option::of(proptest::sample::select(&Product::ALL[..]));
    let zone = prop_oneof![
        Just(ZoneChoice::Browser),
        Just(ZoneChoice::Utc),
        Just(ZoneChoice::Server),
        (1_i16..1440).prop_map(|minutes| ZoneChoice::Fixed(UtcOffset::from_minutes(-minutes).unwrap())),
        Just(ZoneChoice::Named("Pacific/Port_Moresby".to_owned())),
    ];
    let server = (proptest::option::of("[ -~]{1,60}"), product, any::<proptest::sample::Index>());
    let looks = (
        proptest::option::of(zone),
        proptest::option::of(proptest::sample::select(Theme::ALL)),
        proptest::option::of("[a-z]{2}(-[A-Z]{2})?"),
        any::<bool>(),
        proptest::sample::subsequence(Part::ALL, 0..=Part::ALL.len()),
    );
    let filter = (
        proptest::sample::subsequence(&Severity::ALL[..], 0..=5),
        (id(), id()),
        (time(), time()),
        (proptest::option::of("\\PC{1,60}"), proptest::option::of("[a-z]{1,8}\\.[0-9a-f]{8}")),
        (
            proptest::option::of(proptest::sample::select(Group::ALL)),
            proptest::option::of(proptest::sample::select(IdleWord::ALL)),
        ),
        proptest::option::of((proptest::sample::select(Column::ALL), any::<bool>())),
    );
    (server, looks, filter).prop_map(|((api, product, pick), (tz, theme, lang, embed, hide), filter)| {
        let (status, (job, item), (from, to), (q, only), (group, idle), sort) = filter;
        let version = product.map(|product| *pick.get(product.versions()));
        let (from, to) = if from.zip(to).is_some_and(|(a, b)| a > b) { (to, from) } else { (from, to) };
        let status = status.into_iter().fold(Severities::NONE, Severities::with);
        let sort = sort.map(|(column, is_descending)| Sort { column, is_descending });
        Params {
            api,
            product,
            version,
            tz,
            theme,
            lang,
            embed,
            hide,
            status,
            job,
            from,
            to,
            q,
            item,
            only,
            group,
            idle,
            sort,
        }
    })
}

fn some_page() -> impl Strategy<Value = Page> {
    let id = || "[A-Za-z0-9-]{1,64}".prop_map(|text| Id::new(&text).unwrap());
    prop_oneof![
        proptest::sample::select(vec![
            Page::Connect,
            Page::JobSessions,
            Page::DataRetrieval,
            Page::Axis,
            Page::Job,
            Page::Find,
            Page::File
        ]),
        id().prop_map(|id| Page::Session(SessionKind::Job, id)),
        id().prop_map(|id| Page::Session(SessionKind::DataRetrieval, id)),
        (id(), id()).prop_map(|(a, b)| Page::Compare(a, b)),
        "[a-z0-9/ %?#&é]{0,20}/x/y".prop_map(Page::NotFound),
    ]
}

#[test]
fn a_view_in_place_of_another_keeps_its_server_and_looks() {
    let shown =
        clean("#/job-sessions?api=Night&product=vb365&version=v8&q=old&job=1&tz=utc&theme=dark&embed=v1&hide=filter");
    let opened =
        clean("#/job-sessions/9?api=https%3A%2F%2Fevil.example&product=vbazure&q=new&item=7&theme=light&hide=table");
    let wanted =
        "#/job-sessions/9?api=Night&product=vb365&version=v8&q=new&item=7&tz=utc&theme=dark&embed=v1&hide=filter";
    assert_eq!(opened.in_place_of(&shown).to_string(), wanted);
    // Embedded, the bar is hidden though nobody named it.
    assert!(shown.params.hides(Part::Nav) && !shown.params.hides(Part::Table));
    let looks = Route { page: Page::Connect, params: shown.params.looks() };
    assert_eq!(looks.to_string(), "#/connect?tz=utc&theme=dark&embed=v1&hide=filter");
}

proptest! {
    #[test]
    fn what_is_printed_reads_the_same(page in some_page(), params in some_params()) {
        let route = Route { page, params };
        let parsed = Route::parse(&route.to_string());
        prop_assume!(!parsed.has_token);
        prop_assert_eq!(parsed.notices, []);
        prop_assert_eq!(parsed.route, route);
    }

    #[test]
    fn any_text_is_taken(text in any::<String>()) {
        let once = Route::parse(&text).route;
        let again = Route::parse(&once.to_string());
        prop_assert_eq!((&again.route, again.has_token), (&once, false));
    }

    #[test]
    fn any_likely_text_is_taken(
        path in "(#?/?)(connect|job-sessions|compare|file|to)?[/a-c%20?]{0,8}",
        query in "([?&](api|q|tz|version|from|hide|status|sort|tok|x)=?[a-z0-9%+.,:-]{0,8}){0,6}",
    ) {
        let once = Route::parse(&[path, query].concat()).route;
        let again = Route::parse(&once.to_string());
        prop_assert_eq!((&again.route, again.notices.len(), again.has_token), (&once, 0, false));
    }
}
