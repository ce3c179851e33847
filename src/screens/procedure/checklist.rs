//! From a procedure of the catalogue to the draft: what was picked, and the checklist of its components.

use crate::app::context::Context;
use crate::domain::draft::{DraftComponent, PickedProcedure};
use crate::domain::ids::ComponentId;
use crate::domain::rows::{ComponentChoice, ProcedureChoice};

/// Writes the choice into the draft. The same version and case as before keeps every tick and file.
pub(super) fn take(choice: &ProcedureChoice, (workflow, case): (u32, Option<String>), cx: &mut Context) {
    let picked = PickedProcedure {
        code: choice.code.clone(),
        name: choice.name.clone(),
        sector: choice.sector.clone(),
        version: choice.version.clone(),
        workflow,
        case,
    };
    let old = std::mem::take(&mut cx.draft_mut().components);
    let before = cx.draft_mut().procedure.take();
    let same = before.is_some_and(|before| before.version == picked.version && before.case == picked.case);
    let components = if same && !old.is_empty() {
        old
    } else {
        anew(choice, (picked.case.as_deref(), old), cx)
    };
    let draft = cx.draft_mut();
    draft.procedure = Some(picked);
    draft.components = components;
}

/// The components of this case, and behind them the officer's own ones ("thành phần hồ sơ khác").
fn anew(
    choice: &ProcedureChoice,
    (case, old): (Option<&str>, Vec<DraftComponent>),
    cx: &mut Context,
) -> Vec<DraftComponent> {
    let mut list = Vec::new();
    for component in &choice.components {
        if component.case.is_none() || component.case.as_deref() == case {
            list.push(component_of(component, ComponentId(cx.id())));
        }
    }
    list.extend(old.into_iter().filter(|component| component.kind_ref.is_none()));
    list
}

fn component_of(choice: &ComponentChoice, id: ComponentId) -> DraftComponent {
    DraftComponent {
        id,
        kind_ref: Some(choice.position),
        name: choice.name.clone(),
        required: choice.required,
        submission: choice.submission,
        received: false,
        not_applicable: false,
        copies: choice.copies.clamp(1, 99),
        form: choice.form,
        reject_reason: None,
        files: Vec::new(),
        keep: false,
        care: crate::domain::special::Care::default(),
    }
}
