//! The tables: shares by phase, kind, object and result, time alone, stragglers, idle gaps, and the chain.

use leptos::prelude::*;

use super::say::Say;
use super::{Now, picture};
use crate::app::signals::memo;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Badge, Term};
use crate::output::ticket::busy_said;
use crate::reader::class;
use crate::reader::percent;
use crate::report::work::{Figures, Gap, Held, Item, Link, Lone, Of, Rows, Share, Straggler, Wait};
use crate::texts::Texts;

/// A text of the page, whatever the language.
type Say1 = fn(Texts) -> String;

/// A column: its name, and what its figures mean.
struct Column {
    name: Say1,
    means: Option<Say1>,
    is_number: bool,
}

/// A column of texts.
const fn text(name: Say1) -> Column {
    Column { name, means: None, is_number: false }
}

/// A column of numbers.
const fn number(name: Say1, means: Say1) -> Column {
    Column { name, means: Some(means), is_number: true }
}

/// A table of the first rows, and how many more there are.
#[component]
fn Sums(
    now: Now,
    /// What it is called.
    caption: Say1,
    /// Its columns.
    columns: Vec<Column>,
    /// The column that it is sorted by, largest first.
    sorted: Option<usize>,
    /// How many rows are not shown.
    more: Memo<usize>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let texts = now.texts;
    let heads = columns.into_iter().enumerate().map(|(at, column)| {
        let name = Signal::derive(move || (column.name)(texts.get()));
        let said = match column.means {
            Some(means) => {
                let means = Signal::derive(move || means(texts.get()));
                view! { <Term text=name definition=means /> }
            }
            None => name.into_any(),
        };
        let sort = (sorted == Some(at)).then_some("descending");
        view! {
            <th class=column.is_number.then_some("number") scope="col" aria-sort=sort>
                {said}
            </th>
        }
    });
    view! {
        <div class="sums">
            <div class="scroll-x">
                <table>
                    <caption>{move || caption(texts.get())}</caption>
                    <thead>
                        <tr>{heads.collect_view()}</tr>
                    </thead>
                    <tbody>{children()}</tbody>
                </table>
            </div>
            <Show when=move || { more.get() > 0 }>
                <p class="soft">
                    {move || {
                        let texts = texts.get();
                        texts.common_and_more(texts.count(more.get()))
                    }}
                </p>
            </Show>
        </div>
    }
}

/// Rows of a table; nothing where there is no such table.
type RowsOf<T> = fn(&Figures) -> Option<&Rows<T>>;

/// Rows that are written anew where they change, in the elements that are there.
fn rows<T: 'static>(now: Now, of: RowsOf<T>, row: fn(&Say<'_>, &T) -> AnyView) -> AnyView {
    let all = move |say: &Say<'_>| -> Vec<AnyView> {
        of(say.figures).into_iter().flat_map(|of| &of.rows).map(|one| row(say, one)).collect()
    };
    view! { {move || now.of(all)} }
}

/// How many rows are not shown.
fn more<T: 'static>(now: Now, of: RowsOf<T>) -> Memo<usize> {
    memo(move || now.of(|say| of(say.figures).map_or(0, |of| of.n_more)))
}

/// Shares by phase.
#[component]
pub(super) fn PhaseShares(now: Now) -> impl IntoView {
    view! {
        <ShareTable now=now caption=|t| t.work_shares_by_phase() of=|t| t.work_phase() shares=|figures| Some(&figures.phases) />
    }
}

/// Shares by kind, object and result.
#[component]
pub(super) fn Shares(now: Now) -> impl IntoView {
    view! {
        <h3>{move || now.texts.get().work_shares()}</h3>
        <div class="parts">
            <ShareTable
                now=now
                caption=|t| t.work_shares_by_kind()
                of=|t| t.common_kind()
                shares=|figures| Some(&figures.kinds)
            />
            <ShareTable
                now=now
                caption=|t| t.work_shares_by_object()
                of=|t| t.common_object()
                shares=|figures| Some(&figures.objects)
            />
            <ShareTable
                now=now
                caption=|t| t.work_shares_by_result()
                of=|t| t.common_result()
                shares=|figures| Some(&figures.results)
            />
        </div>
    }
}

/// What each group has of the range.
#[component]
fn ShareTable(
    now: Now,
    /// What the table is called.
    caption: Say1,
    /// What the groups are.
    of: Say1,
    /// Its rows.
    shares: RowsOf<Share>,
) -> impl IntoView {
    let columns = vec![
        text(of),
        number(|t| t.work_column_share(), |t| t.work_column_share_means()),
        number(|t| t.work_column_of_busy(), |t| t.work_column_of_busy_means()),
        number(|t| t.work_column_covered(), |t| t.work_column_covered_means()),
        number(|t| t.work_alone(), |t| t.work_column_alone_means()),
        number(|t| t.work_column_items(), |t| t.work_column_items_means()),
    ];
    view! {
        <Sums now=now caption=caption columns=columns sorted=Some(1) more=more(now, shares)>
            {rows(now, shares, share)}
        </Sums>
    }
}

fn share(say: &Say<'_>, share: &Share) -> AnyView {
    let (account, busy) = (share.account, say.figures.sums.busy);
    let name = match &share.of {
        Of::Phase(phase) => say.phase(*phase),
        Of::Kind(kind) => say.texts.work_kind(kind).into_owned(),
        Of::Object(kind, name) => say.texts.object(kind.word(), name),
        Of::NoObject => say.texts.work_no_object(),
        Of::Result(severity) => say.texts.severity(*severity),
    };
    // The swatch is the legend of the strip above.
    let mark = match share.of {
        Of::Phase(phase) => {
            let class = ["swatch ", picture::class(Some(phase))].concat();
            view! { <span class=class aria-hidden="true"></span> }
        }
        Of::Result(severity) => {
            view! { <Badge class=class(severity) symbol=severity.symbol() word=String::new() /> }
        }
        _ => ().into_any(),
    };
    let href = match share.of {
        Of::Result(severity) => say.result(severity),
        _ => say.set(&share.set),
    };
    view! {
        <tr>
            <th scope="row">
                {mark}
                <a class="text" href=href>
                    {name}
                </a>
            </th>
            <td class="number">{say.ticks(account.share)}</td>
            <td class="number part-cell" style=("--part", percent(account.share, busy))>
                {say.percent(account.share, busy)}
            </td>
            <td class="number">{say.ticks(account.covered)}</td>
            <td class="number">{say.ticks(account.alone)}</td>
            <td class="number">{say.count(account.n_items)}</td>
        </tr>
    }
}

/// The heading cell of a row about an item.
fn item(say: &Say<'_>, item: &Item) -> AnyView {
    view! { <th scope="row">{say.item(item)}</th> }
}

/// Who ran alone, for longest first.
#[component]
pub(super) fn Alone(now: Now) -> impl IntoView {
    let of: RowsOf<Lone> = |figures| Some(&figures.alone);
    let columns = vec![
        text(|t| t.common_item()),
        number(|t| t.work_alone(), |t| t.work_item_alone_means()),
        number(|t| t.work_column_share(), |t| t.work_item_share_means()),
    ];
    let row: fn(&Say<'_>, &Lone) -> AnyView = |say, lone| {
        view! {
            <tr>
                {item(say, &lone.item)} <td class="number">{say.ticks(lone.ticks)}</td>
                <td class="number">{say.ticks(lone.share)}</td>
            </tr>
        }
    };
    view! {
        <h3>{move || now.texts.get().work_time_alone()}</h3>
        <Sums now=now caption=|t| t.work_alone_caption() columns=columns sorted=Some(1) more=more(now, of)>
            {rows(now, of, row)}
        </Sums>
    }
}

/// A heading that says what it means.
#[component]
fn Heading(
    now: Now,
    /// It.
    name: Say1,
    /// What it means, a sentence.
    means: Say1,
) -> impl IntoView {
    let said = move |say: Say1| Signal::derive(move || say(now.texts.get()));
    view! {
        <h3>
            <Term text=said(name) definition=said(means) />
        </h3>
    }
}

/// The tail, and who holds it open.
#[component]
pub(super) fn Stragglers(now: Now) -> impl IntoView {
    let of: RowsOf<Straggler> = |figures| figures.tail.as_ref().map(|tail| &tail.items);
    let tail = move || {
        now.of(|say| {
            let (sums, range) = (&say.figures.sums, say.figures.tail.as_ref()?.range);
            let percent = say.percent(range.ticks(), sums.wall);
            let (from, length) = (say.time(range.start()), say.ticks(range.ticks()));
            let text = say.texts.work_stragglers_say(from, length, percent, say.count(sums.peak));
            Some(view! { <a href=say.window(range)>{text}</a> })
        })
    };
    let columns = vec![
        text(|t| t.common_item()),
        number(|t| t.work_column_ended(), |t| t.work_column_ended_means()),
        number(|t| t.work_column_in_tail(), |t| t.work_column_in_tail_means()),
    ];
    let row: fn(&Say<'_>, &Straggler) -> AnyView = |say, straggler| {
        view! {
            <tr>
                {item(say, &straggler.item)} <td class="number">{say.time(straggler.ended)}</td>
                <td class="number">{say.ticks(straggler.ticks)}</td>
            </tr>
        }
    };
    view! {
        <Heading now=now name=|t| t.work_stragglers() means=|t| t.work_stragglers_means() />
        <p>{move || tail()} " " <ToSet now=now set="stragglers" /></p>
        <Sums now=now caption=|t| t.work_stragglers_caption() columns=columns sorted=Some(1) more=more(now, of)>
            {rows(now, of, row)}
        </Sums>
    }
}

/// A link to the bars of a set of items.
#[component]
fn ToSet(
    now: Now,
    /// Its name.
    set: &'static str,
) -> impl IntoView {
    view! { <a href=move || now.of(|say| say.set(set))>{move || now.texts.get().work_show_items()}</a> }
}

/// What held each machine up.
#[component]
pub(super) fn HeldUp(now: Now) -> impl IntoView {
    let of: RowsOf<Held> = |figures| Some(&figures.held_up);
    let columns = vec![
        text(|t| t.work_column_machine()),
        number(|t| t.common_length(), |t| t.work_held_up_means()),
        text(|t| t.sessions_column_bottleneck()),
        Column { is_number: false, ..number(|t| t.work_column_stages(), |t| t.work_column_stages_means()) },
    ];
    let row: fn(&Say<'_>, &Held) -> AnyView = |say, held| {
        let busy = busy_said(say.texts, held.busy.iter().map(|&(name, percent)| (name, percent, 0)));
        let or_none = |said: String| if said.is_empty() { "–".to_owned() } else { said };
        view! {
            <tr>
                {item(say, &held.item)} <td class="number">{say.ticks(held.ticks)}</td>
                <td class="text">{or_none(held.bottleneck.to_owned())}</td> <td class="text">{or_none(busy)}</td>
            </tr>
        }
    };
    view! {
        <Sums now=now caption=|t| t.work_held_up() columns=columns sorted=Some(1) more=more(now, of)>
            {rows(now, of, row)}
        </Sums>
    }
}

/// The machines that waited for a slot, and who was at work meanwhile.
#[component]
pub(super) fn Waits(now: Now) -> impl IntoView {
    let of: RowsOf<Wait> = |figures| Some(&figures.waits);
    let columns = vec![
        text(|t| t.work_column_machine()),
        number(|t| t.common_length(), |t| t.work_waits_means()),
        text(|t| t.work_column_meanwhile()),
    ];
    let row: fn(&Say<'_>, &Wait) -> AnyView = |say, wait| {
        let n = wait.n_others;
        let names = || say.texts.work_meanwhile(n, say.texts.count(n), wait.others.as_str());
        view! {
            <tr>
                {item(say, &wait.item)} <td class="number">{say.ticks(wait.ticks)}</td>
                <td class="text">{if n > 0 { names() } else { "–".to_owned() }}</td>
            </tr>
        }
    };
    view! {
        <Sums now=now caption=|t| t.work_waits() columns=columns sorted=Some(1) more=more(now, of)>
            {rows(now, of, row)}
        </Sums>
    }
}

/// Idle stretches, the longest first.
#[component]
pub(super) fn Gaps(now: Now) -> impl IntoView {
    let of: RowsOf<Gap> = |figures| Some(&figures.gaps);
    let side = |name, means| Column { is_number: false, ..number(name, means) };
    let columns = vec![
        text(|t| t.work_column_from()),
        number(|t| t.common_length(), |t| t.work_column_gap_means()),
        side(|t| t.work_column_before(), |t| t.work_column_before_means()),
        side(|t| t.work_column_after(), |t| t.work_column_after_means()),
    ];
    let row: fn(&Say<'_>, &Gap) -> AnyView = |say, gap| {
        let side = |item: &Option<Item>| match item {
            Some(item) => say.item(item),
            None => "–".into_any(),
        };
        view! {
            <tr>
                <th scope="row">
                    <a href=say.window(gap.range)>{say.time(gap.range.start())}</a>
                </th>
                <td class="number">{say.ticks(gap.range.ticks())}</td>
                <td>{side(&gap.before)}</td>
                <td>{side(&gap.after)}</td>
            </tr>
        }
    };
    view! {
        <Heading now=now name=|t| t.work_gaps() means=|t| t.work_gaps_means() />
        <Sums now=now caption=|t| t.work_gaps_caption() columns=columns sorted=Some(1) more=more(now, of)>
            {rows(now, of, row)}
        </Sums>
    }
}

/// The chain of last finishers, from the end back.
#[component]
pub(super) fn Finishers(now: Now) -> impl IntoView {
    let of: RowsOf<Link> = |figures| Some(&figures.chain.links);
    let chain = move || {
        now.of(|say| {
            let (n, waited) = (say.figures.chain.n, say.figures.chain.waited);
            let worked = say.ticks(say.figures.sums.wall - waited);
            say.texts.work_chain_say(n, say.texts.count(n), worked, say.ticks(waited))
        })
    };
    let columns = vec![
        text(|t| t.common_item()),
        number(|t| t.work_column_ended(), |t| t.work_column_ended_means()),
        number(|t| t.common_length(), |t| t.work_column_piece_means()),
        number(|t| t.work_column_waiting(), |t| t.work_column_waiting_means()),
    ];
    let row: fn(&Say<'_>, &Link) -> AnyView = |say, link| {
        view! {
            <tr>
                {item(say, &link.item)} <td class="number">{say.time(link.range.end())}</td>
                <td class="number">{say.ticks(link.range.ticks())}</td>
                <td class="number">{say.ticks(link.waited)}</td>
            </tr>
        }
    };
    view! {
        <Heading now=now name=|t| t.work_chain() means=|t| t.work_chain_means() />
        <p>{move || chain()} " " <ToSet now=now set="chain" /></p>
        <Sums now=now caption=|t| t.work_chain_caption() columns=columns sorted=None more=more(now, of)>
            {rows(now, of, row)}
        </Sums>
    }
}
