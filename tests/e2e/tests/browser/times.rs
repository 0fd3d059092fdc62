//! Times: every instant in every zone as the browser itself shows it, the day wherever a log passes midnight, hours that come
//! twice, and times that are no times.

use e2e::{Page, Site, setup};

use crate::file::{choose, file};
use crate::walk::meter;

/// Opens rows of a log, each of a title, a start and an end, in a zone.
fn open(page: &Page<'_>, zone: &str, rows: &[(&str, &str, &str)]) -> Site {
    let site = Site::start(setup::dist());
    page.open(&site.url(&format!("#/file?tz={zone}&lang=en")));
    page.find("input[type=file]", None).wait();
    let row = |(usn, (title, start, end)): (usize, &(&str, &str, &str))| {
        format!(
            r#"{{"id":"00000000-0000-4000-8000-{usn:012}","usn":{usn},"title":"{title}","creationTime":"{start}","endTime":"{end}"}}"#
        )
    };
    let rows: Vec<String> = (1..).zip(rows).map(row).collect();
    let text = format!(r#"{{"offset":0,"limit":1000,"results":[{}]}}"#, rows.join(","));
    choose(page, &file("times.json", text.as_bytes()));
    meter(page).wait_for_text("all loaded");
    site
}

/// What the column of starts shows.
fn starts(page: &Page<'_>) -> Vec<String> {
    page.table("Log").texts().into_iter().filter_map(|row| row.into_iter().nth(2)).collect()
}

fn text_of(page: &Page<'_>, selector: &str) -> String {
    let script = "return [...document.querySelectorAll(arguments[0])].map(node => node.textContent).join(' | ')";
    page.execute(script, &[selector.into()]).as_str().unwrap_or_default().to_owned()
}

/// Waits until rows of the column of starts are these.
fn wait_for_starts(page: &Page<'_>, wanted: &[&str]) {
    page.wait_until(&format!("starts {wanted:?}"), || starts(page) == wanted);
}

/// Zones with all that zones can do: local mean time to the second, half and three quarters of an hour, the date line, a day
/// left out, four changes a year.
const ZONES: [&str; 40] = [
    "Europe/Berlin",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Monrovia",
    "Africa/Johannesburg",
    "America/New_York",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Caracas",
    "America/Juneau",
    "America/Lima",
    "America/Havana",
    "America/Asuncion",
    "Asia/Singapore",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Pyongyang",
    "Asia/Gaza",
    "Asia/Manila",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Australia/Eucla",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "UTC",
];

/// Instants that look random and are the same everywhere: all over the calendar, in the time of the zones' history, and
/// within hours of some changes.
fn instants() -> Vec<String> {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = move |n: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 1) % n
    };
    let mut instants: Vec<String> = (0..243)
        .map(|nth| {
            let year = if nth % 2 == 0 { 2 + below(9997) } else { 1850 + below(200) };
            let (month, day, hour) = (1 + below(12), 1 + below(28), below(24));
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{:02}:{:02}Z", below(60), below(60))
        })
        .collect();
    let changes = ["1981-12-31T16:00:00Z", "1893-03-31T23:06:31Z", "1893-03-31T23:06:32Z", "2026-04-23T22:30:00Z"];
    instants.extend(changes.map(str::to_owned));
    instants.extend(["2026-11-27T01:00:00Z", "2026-11-27T02:00:00Z", "2026-11-27T03:00:00Z"].map(str::to_owned));
    instants
}

/// Scrolls through the log and holds each start against the browser's own clock. Gives how many were compared, and those
/// that differ.
const COMPARE: &str = r"
const zone = arguments[0];
const grid = document.querySelector('table[aria-label=Log]').closest('.grid');
const part = (options) => new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone: zone, ...options });
const clock = part({ hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const date = part({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const seen = new Map();
const look = () => {
  for (const row of document.querySelectorAll('table[aria-label=Log] tr.row')) {
    const text = row.cells[4].textContent;
    seen.set(text, row.cells[2].textContent);
  }
};
const frame = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then, 0)));
for (let top = 0; ; top += grid.clientHeight - 40) {
    grid.scrollTop = top;
    await frame();
    await frame();
    look();
    if (top > grid.scrollHeight) break;
  }
  const wrong = [];
  for (const [iso, shown] of seen) {
    const at = new Date(iso);
    const of = Object.fromEntries(date.formatToParts(at).map(({ type, value }) => [type, value]));
    const year = `${Number(of.year)}`;
    const day = `${of.weekday} ${of.day} ${of.month}`;
    const time = `${clock.format(at)}.0`;
    const fits = [`${day} ${year} ${time}`, `${day} ${time}`].some((wanted) => shown === wanted || shown.startsWith(`${wanted} `));
    if (!fits) wrong.push(`${iso} in ${zone}: ${shown}, not ${day} ${year} ${time}`);
  }
return { n: seen.size, wrong: wrong.slice(0, 5) };
";

#[test]
fn every_instant_is_shown_in_every_zone_as_the_browser_shows_it() {
    e2e::test("every_instant_is_shown_in_every_zone_as_the_browser_shows_it", |page| {
        let instants = instants();
        let rows: Vec<(&str, &str, &str)> = instants.iter().map(|t| (t.as_str(), t.as_str(), t.as_str())).collect();
        // Many rows at once.
        page.emulate_size(1440, 2400, 1.0);
        let site = open(page, "utc", &rows);
        let mut n_compared = 0;
        for zone in ZONES {
            page.execute("location.hash = arguments[0]", &[format!("#/file?tz={zone}&lang=en").into()]);
            page.wait_until(zone, || text_of(page, ".timeline__zone").ends_with(&format!("· {zone}")));
            let told = page.execute_async(COMPARE, &[zone.into()]);
            assert_eq!(told["wrong"].as_array().map(Vec::len), Some(0), "{told}");
            n_compared += told["n"].as_i64().unwrap();
        }
        assert_eq!(n_compared, 10_000);
        drop(site);
    });
}

#[test]
fn a_time_that_is_none_moves_nothing_else() {
    e2e::test("a_time_that_is_none_moves_nothing_else", |page| {
        let ann = "[Warning] Processing mailbox: ann@contoso.example";
        for (zone, stand_in, shown, night) in [
            ("Europe/Berlin", "1970-01-01T00:00:00Z", "Thu 1 Jan 1970 01:00:00.000", "Fri 27 Nov 02:00:00.000"),
            ("Europe/Berlin", "1753-01-01T00:00:00Z", "Mon 1 Jan 1753 00:53:28.000", "Fri 27 Nov 02:00:00.000"),
            ("Asia/Singapore", "1900-01-01T00:00:00Z", "Mon 1 Jan 1900 06:55:25.000", "Fri 27 Nov 09:00:00.000"),
        ] {
            let _site = open(
                page,
                zone,
                &[
                    ("[Success] Job started", stand_in, "2026-11-27T01:00:00Z"),
                    (ann, "2026-11-27T01:00:00Z", "2026-11-27T01:02:00Z"),
                ],
            );
            page.table("Log").wait_for_row_count(3);
            // One row without its day, were it not for the other.
            let time_only = night.rsplit(' ').next().unwrap();
            page.wait_until("both starts", || {
                let starts = starts(page);
                starts.len() == 2 && starts[0] == shown && starts[1].ends_with(time_only)
            });
            let axis = text_of(page, ".timeline__zone");
            assert!(axis.contains("27 Nov 2026"), "{axis}");
            assert!(text_of(page, ".facts").contains("2 min 00 s"), "{}", text_of(page, ".facts"));
            page.table("Log").row("Job started").click();
            page.find("aside[aria-label=Item]", None).wait_for_text("before the others");
            let panel = text_of(page, "aside[aria-label=Item]");
            assert!(panel.contains("years before the others") && !panel.contains("20784"), "{panel}");
        }
    });
}

#[test]
fn a_log_over_midnight_and_a_change_of_clocks_tells_its_days() {
    e2e::test("a_log_over_midnight_and_a_change_of_clocks_tells_its_days", |page| {
        let rows = [
            ("[Success] Job started at 10/24/2026 7:00:00 AM", "2026-10-24T05:00:00Z", "2026-10-24T05:00:00Z"),
            (
                "[Success] Processing site: https://contoso.example/sites/a",
                "2026-10-25T00:30:00Z",
                "2026-10-25T00:40:00Z",
            ),
            (
                "[Error] Processing site: https://contoso.example/sites/b",
                "2026-10-25T01:30:00Z",
                "2026-10-25T01:40:00Z",
            ),
            ("[Success] Job finished at 10/25/2026 7:10:16 PM", "2026-10-25T18:10:16Z", "2026-10-25T18:10:16Z"),
        ];
        let _site = open(page, "Europe/Berlin", &rows);
        wait_for_starts(
            page,
            &[
                "Sat 24 Oct 07:00:00.0",
                "Sun 25 Oct 02:30:00.0 +02:00",
                "Sun 25 Oct 02:30:00.0 +01:00",
                "Sun 25 Oct 19:10:16.0",
            ],
        );
        let labels = text_of(page, ".timeline__tick");
        assert!(["+02:00", "+01:00", "Sun 25"].iter().all(|part| labels.contains(part)), "{labels}");
        assert!(text_of(page, ".facts").contains("1 d 13 h"), "{}", text_of(page, ".facts"));
        // The day alone where the log stays within one.
        page.field("Time zone").choose("Server's time");
        page.wait_until("the server's zone", || {
            let zone = text_of(page, ".timeline__zone");
            zone.ends_with("server, UTC+02:00, then UTC+01:00, inferred from titles")
        });
        wait_for_starts(
            page,
            &[
                "Sat 24 Oct 07:00:00.0",
                "Sun 25 Oct 02:30:00.0 +02:00",
                "Sun 25 Oct 02:30:00.0 +01:00",
                "Sun 25 Oct 19:10:16.0",
            ],
        );
        let site = open(page, "Europe/Berlin", &[("[Success] x", "2026-07-14T01:00:00Z", "2026-07-14T01:00:01Z")]);
        wait_for_starts(page, &["03:00:00.000"]);
        // Now has the offset of now, whatever the season of the log.
        let as_of = text_of(page, ".meter");
        let now = "const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' }); return [0, 60000].map(ms => parts.format(Date.now() - ms))";
        let now = page.execute(now, &[]);
        let fits =
            now.as_array().unwrap().iter().any(|hour| as_of.contains(&format!("as of {}:", hour.as_str().unwrap())));
        assert!(fits, "{as_of} at {now}");
        drop(site);
    });
}
