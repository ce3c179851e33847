//! The fields of one JSON object, read as the portal's contract writes them: every scalar is text, also numbers and
//! flags, and a date is fourteen digits. Senders that write real numbers are understood.

use chrono::NaiveDateTime;
use serde_json::{Map, Value};

use super::Fault;
use crate::domain::time::Moment;
use crate::domain::viet::tidy;

/// One object.
pub(super) struct Fields<'a>(pub(super) &'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// A text of at most `most` characters, cleaned; empty where there is none.
    pub(super) fn text(&self, name: &'static str, most: usize) -> Result<String, Fault> {
        let text = match self.0.get(name) {
            None | Some(Value::Null) => return Ok(String::new()),
            Some(Value::String(text)) => tidy(text),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Bool(flag)) => if *flag { "1" } else { "0" }.to_owned(),
            Some(Value::Array(_) | Value::Object(_)) => return Err(Fault::Invalid(name)),
        };
        if text.chars().count() > most {
            return Err(Fault::TooLong(name));
        }
        Ok(text)
    }

    /// The same, and it must not be empty.
    pub(super) fn needed(&self, name: &'static str, most: usize) -> Result<String, Fault> {
        let text = self.text(name, most)?;
        if text.is_empty() {
            Err(Fault::Missing(name))
        } else {
            Ok(text)
        }
    }

    /// A text as it stands, for what must not be changed before it is judged.
    pub(super) fn raw(&self, name: &'static str) -> Result<&'a str, Fault> {
        match self.0.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text),
            None | Some(Value::Null | Value::String(_)) => Err(Fault::Missing(name)),
            Some(_) => Err(Fault::Invalid(name)),
        }
    }

    /// `0`, `1`; senders also write `False` and `True`. Absent is no.
    pub(super) fn flag(&self, name: &'static str) -> Result<bool, Fault> {
        match self.text(name, 10)?.to_ascii_lowercase().as_str() {
            "" | "0" | "false" => Ok(false),
            "1" | "true" => Ok(true),
            _ => Err(Fault::Invalid(name)),
        }
    }

    /// `yyyyMMddHHmmss` by the office's clock.
    pub(super) fn moment(&self, name: &'static str) -> Result<Moment, Fault> {
        let text = self.needed(name, 14)?;
        let is_whole = text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit());
        let at = NaiveDateTime::parse_from_str(&text, "%Y%m%d%H%M%S").ok();
        at.filter(|_| is_whole)
            .map(Moment::from_local)
            .ok_or(Fault::Invalid(name))
    }

    /// A list; empty where there is none.
    pub(super) fn list(&self, name: &'static str) -> Result<&'a [Value], Fault> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(&[]),
            Some(Value::Array(items)) => Ok(items),
            Some(_) => Err(Fault::Invalid(name)),
        }
    }
}
