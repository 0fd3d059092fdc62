//! Small components, the map of keys and what stands around a view: what they come to, and what a person reads.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "test code: a panic is how a test fails"
)]

use leptos::prelude::*;
use tapeline::api::{Origin, Server, TokenHelp};
use tapeline::app::connect::TokenLines;
use tapeline::app::shell::{KeyMap, Nowhere};
use tapeline::app::ui::{
    Chip, Chips, Choice, FaultPanel, MainButton, Meter, Obstacle, Search, Splitter, Target, TokenInput,
};
use tapeline::model::{Product, Version};
use tapeline::report::asked::Told;
use tapeline::texts::{Lang, Texts};

use crate::render::{html, outline, plain};

const GERMAN: Texts = Texts::new(Lang::De);

fn nothing() {}

#[test]
fn a_meter_says_how_much_there_is_and_offers_what_can_be_done() {
    let meter = |button: Option<&'static str>, follows: Option<bool>, has_failed: bool| {
        html(move || {
            view! {
                <Meter
                    texts=Texts::default()
                    line="3 items, all loaded".to_owned()
                    as_of="as of 12:00:00".to_owned()
                    button=Signal::stored(button.map(str::to_owned))
                    on_click=nothing
                    follows=Signal::stored(follows)
                    has_failed=has_failed
                    on_follow=nothing
                />
            }
        })
    };
    assert_eq!(
        outline(&meter(Some("Refresh"), Some(false), true)),
        "span class=\"meter\"\n  span\n    \"3 items, all loaded\"\n  span\n    \"as of 12:00:00\"\n  \
         button type=\"button\"\n    \"Refresh\"\n  span\n    \
         button type=\"button\" title=\"While this is on, new rows and results come by themselves\" aria-pressed=\"false\"\n      \
         \"Follow\"\n    span class=\"soft\"\n      \"The last look for news failed; another one follows.\"\n"
    );
    let bare = outline(&meter(None, None, false));
    assert!(!bare.contains("button"), "{bare}");
}

#[test]
fn a_fault_is_told_with_what_the_server_hid_made_visible() {
    let told = Told {
        title: "It failed".to_owned(),
        cause: "It said \u{202e}no".to_owned(),
        certainty: "likely".to_owned(),
        todo: vec!["Wait.".to_owned(), "Ask.".to_owned()],
        who: "you".to_owned(),
        report: "What\tIt failed".to_owned(),
    };
    let panel = |texts: Texts, told: Told| {
        html(move || {
            view! {
                <FaultPanel texts=texts told=Signal::stored(told) on_copy=|_: String| ()>
                    <MainButton name="Try again".to_owned() on_click=nothing />
                </FaultPanel>
            }
        })
    };
    let english = panel(Texts::default(), told.clone());
    assert!(outline(&english).starts_with("div role=\"alert\" class=\"notice notice--bad\"\n"), "{english}");
    assert!(!english.contains('\u{202e}'), "{english}");
    let read = plain(&english);
    assert!(read.contains("It failed") && read.contains("(likely)") && read.contains("Who can help: you"), "{read}");
    assert!(english.contains("Try again") && english.contains("Copy report for the administrator"), "{english}");
    let german = plain(&panel(GERMAN, told));
    assert!(german.contains("Wer helfen kann: you") && german.contains("Was im Bericht steht"), "{german}");
    let none = html(|| {
        view! {
            <Obstacle
                texts=GERMAN
                told=Signal::stored(None)
                button="Try again".to_owned()
                on_click=nothing
                on_copy=|_: String| ()
            />
        }
    });
    assert_eq!(plain(&none).trim(), "");
}

#[test]
fn chips_are_toggles_with_counts() {
    let chip = |key, word: &str, is_chosen| Chip {
        key,
        class: "status status--failed",
        symbol: "✕",
        word: word.to_owned(),
        count: "1,234".to_owned(),
        is_chosen,
    };
    let chips = Signal::stored(vec![chip(4, "Failed", true), chip(0, "Success", false)]);
    let drawn =
        outline(&html(move || view! { <Chips name="Results".to_owned() chips=chips on_toggle=|_: usize| () /> }));
    assert!(drawn.starts_with("div role=\"group\" aria-label=\"Results\" class=\"bar\"\n"), "{drawn}");
    let first = "  button type=\"button\" aria-pressed=\"true\" class=\"chip\"\n    span class=\"status status--failed\"\n      \
                 span aria-hidden=\"true\" class=\"status__shape\"\n        \"✕\"\n      span class=\"text\"\n        \
                 \"Failed\"\n    span\n      \"1,234\"\n";
    assert!(drawn.contains(first), "{drawn}");
}

#[test]
fn fields_have_names_and_remember_no_token() {
    let search = html(|| {
        view! { <Search name="Search the log".to_owned() value=String::new() on_input=|_: String| () /> }
    });
    for part in ["type=\"search\"", "aria-label=\"Search the log\"", "autocomplete=\"off\"", "spellcheck=\"false\""] {
        assert!(search.contains(part), "{search}");
    }
    let token = html(|| view! { <TokenInput id="token" field=NodeRef::new() /> });
    for part in ["type=\"password\"", "autocomplete=\"off\"", "autocapitalize=\"off\"", "autocorrect=\"off\""] {
        assert!(token.contains(part), "{token}");
    }
    let offers = vec![(String::new(), "find out".to_owned()), ("v8".to_owned(), "v8".to_owned())];
    let choice = outline(&html(move || {
        view! { <Choice id="version" offers=Signal::stored(offers) value="v8".to_owned() on_choose=|_: String| () /> }
    }));
    assert!(
        choice.contains("option selected=\"\" value=\"v8\"") || choice.contains("option selected value=\"v8\""),
        "{choice}"
    );
}

#[test]
fn where_a_token_goes_is_said_in_full() {
    let target = |texts: Texts, origin: &'static str| {
        plain(&html(move || view! { <Target texts=texts origin=origin.to_owned() /> }))
    };
    let origin = "https://backup01:4443";
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        words(target(Texts::default(), origin)),
        "The token will be sent to https://backup01:4443 and nowhere else."
    );
    assert!(target(GERMAN, origin).contains(origin));
    assert!(target(Texts::default(), "").starts_with("Type the server’s address first"));
}

#[test]
fn the_map_of_keys_is_there_in_both_languages() {
    let map = |texts: Texts| plain(&html(move || view! { <KeyMap texts=texts /> }));
    let (english, german) = (map(Texts::default()), map(GERMAN));
    assert_eq!((english.trim().lines().count(), german.trim().lines().count()), (22, 22), "{english}");
    assert!(
        english.contains("n p\tnext, previous failure") && english.contains("0 or f\tshow the whole session"),
        "{english}"
    );
    assert!(german.contains("n p\tnächster, voriger Fehler"), "{german}");
}

#[test]
fn an_address_that_names_no_view_says_so() {
    let nowhere = html(|| {
        view! { <Nowhere texts=Texts::default() path="/no\u{202e}where".to_owned() home="#/job-sessions".to_owned() /> }
    });
    assert!(nowhere.contains("<a href=\"#/job-sessions\">"), "{nowhere}");
    let read = plain(&nowhere);
    assert!(read.contains("There is no view at “/no") && !read.contains('\u{202e}'), "{read}");
    assert!(read.contains("Choose a view above, or go to the job sessions."), "{read}");
}

#[test]
fn lines_for_a_token_are_shown_as_they_are_copied() {
    let origin = Origin::parse("https://backup01:4443").unwrap();
    let server = Server { origin, product: Product::Vb365, version: Version::new(8, 0) };
    let help = TokenHelp::new(&server);
    let (powershell, n_notes) = (help.powershell.clone(), help.notes.len());
    let lines = |texts: Texts| {
        let help = help.clone();
        html(move || view! { <TokenLines texts=texts help=help on_copy=|_: String| () /> })
    };
    let english = lines(Texts::default());
    assert_eq!(english.matches("<li ").count(), n_notes);
    assert!(plain(&english).contains(powershell.lines().nth(1).unwrap().trim()), "{english}");
    assert!(lines(GERMAN).contains("Kopieren") || lines(GERMAN).contains("kopieren"), "{}", lines(GERMAN));
}

#[test]
fn a_splitter_tells_what_it_sets_and_how_far_it_goes() {
    let splitter = |is_upright, now: i32| {
        html(move || {
            view! {
                <Splitter name="Height".to_owned() is_upright=is_upright now_px=Signal::stored(now) measure=move |()| now range_px=(72, 900) on_set=|_| () />
            }
        })
    };
    let lying = outline(&splitter(false, 200));
    for part in [
        "role=\"separator\"",
        "tabindex=\"0\"",
        "aria-label=\"Height\"",
        "aria-orientation=\"horizontal\"",
        "aria-valuemin=\"72\"",
        "aria-valuemax=\"900\"",
        "aria-valuenow=\"200\"",
    ] {
        assert!(lying.contains(part), "{part} is not in {lying}");
    }
    assert!(splitter(true, 200).contains("aria-orientation=\"vertical\""));
    // A size that the window forced on the part is told within the bounds.
    assert!(splitter(false, 10).contains("aria-valuenow=\"72\""));
    assert!(splitter(false, 5_000).contains("aria-valuenow=\"900\""));
}
