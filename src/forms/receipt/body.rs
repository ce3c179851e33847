//! The lines of the receipt between its title and the signatures: labels with values, lists, the table of papers.

use super::Sheet;
use crate::domain::receipt::{Fact, Line};
use crate::forms::FormError;
use crate::forms::flow::span;
use crate::forms::fonts::Face;
use crate::forms::layout::{Row, kept};
use crate::forms::set::LineSpec;

impl Sheet<'_> {
    /// Every line of the layout that has a value.
    pub(super) fn body(&self) -> Result<Vec<Row>, FormError> {
        let mut rows = Vec::new();
        for (spec, line, mark) in self.template.marked_lines(self.receipt) {
            rows.extend(self.line(spec, &line, &mark)?);
            rows.push(Row::gap(self.template.sizes.paragraph));
        }
        Ok(rows)
    }

    fn line(&self, spec: &LineSpec, line: &Line, mark: &str) -> Result<Vec<Row>, FormError> {
        let face = if spec.strong { Face::Bold } else { Face::Regular };
        let label = span(Face::Regular, format!("{mark}{}:", spec.label));
        let label_rows = self
            .measure
            .set(self.measure.text(), &[label.clone(), span(face, &line.value)])?;
        if spec.fact == Fact::Components && self.template.switches.component_table {
            return Ok([
                kept(label_rows),
                vec![Row::gap(1.5)],
                self.measure
                    .paper_table(&self.template.table, &self.receipt.components)?,
            ]
            .concat());
        }
        if !line.items.is_empty() {
            return Ok([kept(label_rows), self.measure.list(&line.items)?].concat());
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
        self.measure.side_by_side(&first, &other)
    }
}
