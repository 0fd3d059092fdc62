//! What is said of lengths of several runs.

use super::Texts;

impl Texts {
    /// What is usual: the shortest, the median and the longest of the lengths of so many runs, in ticks. Where these are not
    /// enough to be telling, what they were.
    pub fn usual(self, ([least, median, most], n, is_telling): ([i64; 3], usize, bool)) -> String {
        let count = self.count(n);
        match n {
            _ if is_telling => self.common_usually(self.duration(median), n, count),
            1 => self.common_once(self.duration(median)),
            _ => {
                let [least, most] = [least, most].map(|ticks| self.duration(ticks));
                if least == most {
                    self.common_each(most, n, count)
                } else {
                    self.common_from_to(least, most, n, count)
                }
            }
        }
    }
}
