//! How the figures are written, and where they lead.

use leptos::prelude::*;

use crate::answers::phases::Phase;
use crate::answers::{Severities, sets};
use crate::app::ui::view;
use crate::format;
use crate::model::time::push_padded;
use crate::model::{Severity, TimeRange, Timestamp};
use crate::reader::{Reader, from_to, phase_name, time_in_log};
use crate::report::work::{Figures, Item, Part};
use crate::route::Params;
use crate::texts::Texts;

/// The figures, and who reads them.
pub(super) struct Say<'a> {
    pub(super) reader: &'a Reader,
    pub(super) texts: Texts,
    pub(super) figures: &'a Figures,
}

impl Say<'_> {
    /// A length.
    pub(super) fn ticks(&self, ticks: i64) -> String {
        self.texts.duration(ticks)
    }

    pub(super) fn count(&self, n: u32) -> String {
        self.texts.count(n)
    }

    /// How many items ran on average while any ran.
    pub(super) fn mean(&self) -> String {
        let mean = self.figures.sums.mean_hundredths();
        let mut out = format::count(mean / 100) + ".";
        push_padded(&mut out, mean % 100, 2);
        self.texts.local(out)
    }

    /// Time of day, with as much of the second as tells instants of the range apart.
    pub(super) fn time(&self, t: Timestamp) -> String {
        let n_digits = format::digits_for(self.figures.sums.wall / 100).min(3);
        time_in_log(self.texts, &self.reader.zone, t, self.figures.within, n_digits)
    }

    /// From one instant to another.
    pub(super) fn span(&self, range: TimeRange) -> String {
        let (start, end) = (range.start(), range.end());
        from_to(self.texts, &self.reader.zone, start, end)
    }

    /// A part of a whole, cut to a tenth of a percent: `12.3 %`.
    pub(super) fn percent(&self, part: i64, whole: i64) -> String {
        let tenths = i64::try_from(i128::from(part) * 1000 / i128::from(whole.max(1))).unwrap_or(0);
        self.texts.local([&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), " %"].concat())
    }

    /// A part of the range for a style: never in a person's language.
    pub(super) fn percent_of_axis(&self, ticks: i64) -> String {
        let thousandths = i128::from(ticks) * 100_000 / i128::from(self.figures.sums.wall.max(1));
        let (whole, rest) = (thousandths / 1000, (thousandths % 1000).to_string());
        [&whole.to_string(), ".", "000".get(rest.len()..).unwrap_or_default(), &rest, "%"].concat()
    }

    /// The address of this view, set in another way.
    pub(super) fn address(&self, set: impl FnOnce(&mut Params)) -> String {
        let mut route = self.reader.route.clone();
        set(&mut route.params);
        route.to_string()
    }

    /// The address of a range as the visible part.
    pub(super) fn window(&self, range: TimeRange) -> String {
        self.address(|params| (params.from, params.to) = (Some(range.start()), Some(range.end())))
    }

    /// The address of the bars of a set of items: of a chosen range, those that run in it.
    pub(super) fn set(&self, name: &str) -> String {
        match self.figures.part {
            Part::Chosen => self.reader.link_to_set(&sets::within(name, self.figures.within)),
            Part::Own | Part::Whole => self.reader.link_to_set(name),
        }
    }

    /// The address of the bars of a result, likewise.
    pub(super) fn result(&self, severity: Severity) -> String {
        self.address(|params| {
            params.status = Severities::only(severity);
            if self.figures.part == Part::Chosen {
                params.only = Some(sets::within(sets::ALL, self.figures.within));
            }
        })
    }

    /// A link to an item, by its text; the text alone where it is nowhere to be found.
    pub(super) fn item(&self, item: &Item) -> AnyView {
        let text = item.text.clone();
        let href = match (&item.id, item.range) {
            (Some(id), _) => self.address(|params| params.item = Some(id.clone())),
            (None, Some(range)) => self.window(range),
            (None, None) => return view! { <bdi class="text">{text}</bdi> },
        };
        view! { <a class="text" href=href>{text}</a> }
    }

    /// What a person reads.
    pub(super) fn phase(&self, phase: Phase) -> String {
        phase_name(self.texts, phase)
    }
}
