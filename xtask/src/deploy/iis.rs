//! The recipe for IIS 10.
use super::plan::Plan;
use crate::Result;
/// Writes it.
pub(crate) fn recipe(_plan: &Plan) -> Result<String> {
    Err("soon".into())
}
