//! Decoding: samples with their goldens, named quirks, and properties.

mod contents;
mod covers;
mod digits;
mod disguises;
mod files;
mod gathered;
mod goldens;
mod hostile;
mod parts;
mod properties;
mod quirks;
mod saved;
mod strangers;
mod times;
mod vbr;

use tapeline::model::{DecodeError, Log, Notices, Product};
use tapeline::texts::Texts;
use tapeline::wire::{FileDecoder, LogDecoder, Missing, PageInfo};

/// What is said of oddities.
fn said(notices: &Notices) -> Vec<String> {
    notices.kept().iter().map(|notice| Texts::default().notice(notice)).collect()
}

/// A log and all that is said of it.
struct Decoded {
    log: Log,
    notices: Notices,
    end: Result<PageInfo, DecodeError>,
}

impl Decoded {
    /// From chunks, one after the other.
    fn from_chunks<'a>(product: Product, chunks: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Self::resumed(product, 0, chunks)
    }

    /// From chunks, with the first rows known already.
    fn resumed<'a>(product: Product, n_skip: usize, chunks: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut log = Log::new();
        let mut notices = Notices::default();
        let mut decoder = LogDecoder::new(product, n_skip);
        for chunk in chunks {
            decoder.feed(chunk, &mut log, &mut notices);
        }
        let end = decoder.finish(&mut log, &mut notices);
        Self { log, notices, end }
    }

    /// From one piece of Microsoft 365's JSON.
    fn vb365(json: &str) -> Self {
        Self::from_chunks(Product::Vb365, [json.as_bytes()])
    }

    /// From one piece of Azure's JSON.
    fn vbazure(json: &str) -> Self {
        Self::from_chunks(Product::VbAzure, [json.as_bytes()])
    }

    /// A file, in chunks.
    fn file<'a>(product: Product, chunks: impl IntoIterator<Item = &'a [u8]>) -> File {
        let mut log = Log::new();
        let mut notices = Notices::default();
        let mut decoder = FileDecoder::new(product);
        for chunk in chunks {
            decoder.feed(chunk, &mut log, &mut notices);
        }
        let end = decoder.end_file(&mut log, &mut notices);
        let missing = decoder.missing();
        let gone = decoder.replaced();
        File { log: log.without(&gone), notices, missing, end }
    }

    fn said(&self) -> Vec<String> {
        said(&self.notices)
    }

    /// Everything, to compare two of them.
    fn dump(&self) -> String {
        format!("{:?}\n{:?}\n{:?}", self.log, self.notices, self.end)
    }
}

/// What a file of a log gave.
struct File {
    log: Log,
    notices: Notices,
    missing: Option<Missing>,
    end: Result<(), DecodeError>,
}

impl File {
    /// Texts of the items, in order.
    fn texts(&self) -> Vec<&str> {
        (0..u32::try_from(self.log.len()).unwrap_or(0)).map(|idx| self.log.text(idx)).collect()
    }

    fn said(&self) -> Vec<String> {
        said(&self.notices)
    }
}
