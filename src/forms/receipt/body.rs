//! The lines of the receipt between its title and the signatures: labels with values, lists, the table of papers.

use std::rc::Rc;

use super::Sheet;
use crate::domain::receipt::{Fact, Line, ReceiptComponent, number_words};
use crate::forms::FormError;
use crate::forms::flow::{Align, Setting, Span, span};
use crate::forms::fonts::Face;
use crate::forms::layout::{Row, beside, kept};
use crate::forms::rules::{PADDING, ruled};
use crate::forms::set::LineSpec;

/// Indent of a list, and of its text behind the mark.
const INDENT: f32 = 8.0;
const MARK: f32 = 18.0;

impl Sheet<'_> {
    /// Every line of the layout that has a value.
    pub(super) fn body(&self) -> Result<Vec<Row>, FormError> {
        let mut rows = Vec::new();
        let mut number = 0;
        for spec in &self.template.lines {
            let Some(line) = self.template.line(self.receipt, spec.fact) else {
                continue;
            };
            let numbered = spec.numbered && self.template.switches.numbering;
            number += u32::from(numbered);
            let mark = if numbered {
                format!("{number}. ")
            } else {
                String::new()
            };
            rows.extend(self.line(spec, &line, &mark)?);
            rows.push(Row::gap(self.template.sizes.paragraph));
        }
        Ok(rows)
    }

    fn line(&self, spec: &LineSpec, line: &Line, mark: &str) -> Result<Vec<Row>, FormError> {
        let face = if spec.strong { Face::Bold } else { Face::Regular };
        let label = span(Face::Regular, format!("{mark}{}:", spec.label));
        let label_rows = self.set(self.text(), &[label.clone(), span(face, &line.value)])?;
        if spec.fact == Fact::Components && self.template.switches.component_table {
            return Ok([kept(label_rows), vec![Row::gap(1.5)], self.table()?].concat());
        }
        if !line.items.is_empty() {
            return Ok([kept(label_rows), self.list(&line.items)?].concat());
        }
        let Some(other) = &spec.beside else {
            return Ok(label_rows);
        };
        let value = super::line(self.receipt, other.fact).value;
        if value.is_empty() {
            return Ok(label_rows);
        }
        let first = [label, span(face, &line.value)];
        let other = [
            span(Face::Regular, format!("{}:", other.label)),
            span(face, value),
        ];
        self.side_by_side(&first, &other)
    }

    /// Two short values on one line; below each other when one of them needs more room.
    fn side_by_side(&self, first: &[Span], other: &[Span]) -> Result<Vec<Row>, FormError> {
        let half = Setting {
            width: self.width / 2.0 - 4.0,
            ..self.text()
        };
        let right = Setting {
            left: self.left + self.width / 2.0,
            ..half
        };
        let columns = [self.set(half, first)?, self.set(right, other)?];
        if columns.iter().all(|column| column.len() == 1) {
            return Ok(beside(columns.to_vec()));
        }
        let gap = Row::gap(self.template.sizes.paragraph);
        Ok([
            self.set(self.text(), first)?,
            vec![gap],
            self.set(self.text(), other)?,
        ]
        .concat())
    }

    fn list(&self, items: &[String]) -> Result<Vec<Row>, FormError> {
        let text = self.text();
        let mark = Setting {
            left: self.left + INDENT,
            width: MARK,
            align: Align::Left,
            ..text
        };
        let item = Setting {
            left: self.left + INDENT + MARK,
            width: self.width - INDENT - MARK,
            ..text
        };
        let mut rows = Vec::new();
        for (number, words) in (1..).zip(items) {
            let number: u32 = number;
            let marks = self.set(mark, &[span(Face::Regular, format!("{number})"))])?;
            rows.extend(beside(vec![
                marks,
                self.set(item, &[span(Face::Regular, words)])?,
            ]));
        }
        Ok(rows)
    }

    /// STT, name, kind and count of each paper, the heads again on every page; a row that is longer than a page flows
    /// on.
    fn table(&self) -> Result<Vec<Row>, FormError> {
        let heads = self.template.table.heads.clone();
        let mut rows = kept(self.table_row(&heads, Face::Bold)?);
        let head: Rc<[Row]> = rows.clone().into();
        for (number, component) in (1..).zip(&self.receipt.components) {
            let row = self.table_row(&cells(number, component), Face::Regular)?;
            rows.extend(row.into_iter().map(|strip| Row {
                head: Some(Rc::clone(&head)),
                ..strip
            }));
        }
        Ok(rows)
    }

    fn table_row(&self, cells: &[String; 4], face: Face) -> Result<Vec<Row>, FormError> {
        let mut columns = Vec::new();
        let mut edges = vec![self.left];
        let mut left = self.left;
        for (index, (text, percent)) in cells.iter().zip(self.template.table.percent).enumerate() {
            let width = self.width * percent / 100.0;
            let align = if index == 1 && face == Face::Regular {
                Align::Left
            } else {
                Align::Center
            };
            let inner = Setting {
                left: left + PADDING,
                width: width - 2.0 * PADDING,
                align,
                ..self.text()
            };
            let size = self.template.sizes.body - 0.5;
            let mut column = vec![Row::gap(1.0)];
            column.extend(self.set(
                Setting {
                    size,
                    leading: 1.15,
                    ..inner
                },
                &[span(face, text)],
            )?);
            column.push(Row::gap(1.5));
            columns.push(column);
            left += width;
            edges.push(left);
        }
        Ok(ruled(beside(columns), &edges))
    }
}

fn cells(number: u32, component: &ReceiptComponent) -> [String; 4] {
    let given = component.given.words();
    let mut letters = given.chars();
    let kind = letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    [
        number.to_string(),
        component.name.clone(),
        kind,
        number_words(component.copies),
    ]
}
