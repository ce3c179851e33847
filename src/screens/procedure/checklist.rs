//! From a procedure of the catalogue to the draft: what was picked, and the checklist of its components.

use crate::app::context::Context;
use crate::domain::component::Required;
use crate::domain::draft::{DraftComponent, PickedProcedure};
use crate::domain::ids::ComponentId;
use crate::domain::rows::{ComponentChoice, ProcedureChoice};

/// Writes the choice into the draft. The same version and case as before keeps every tick and file; another case keeps
/// the lines both have, and no file is lost by it.
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
    let same_version = before
        .as_ref()
        .is_some_and(|before| before.version == picked.version);
    let same_case = before.is_some_and(|before| before.case == picked.case);
    let components = if same_version && same_case && !old.is_empty() {
        old
    } else {
        anew(choice, (picked.case.as_deref(), same_version, old), cx)
    };
    let draft = cx.draft_mut();
    draft.procedure = Some(picked);
    draft.components = components;
}

/// The components of this case, and behind them the officer's own ones ("thành phần hồ sơ khác") with those that have
/// files and no line here.
fn anew(
    choice: &ProcedureChoice,
    (case, same_version, mut old): (Option<&str>, bool, Vec<DraftComponent>),
    cx: &mut Context,
) -> Vec<DraftComponent> {
    let mut list = Vec::new();
    for component in &choice.components {
        if component.case.is_none() || component.case.as_deref() == case {
            let known = |it: &DraftComponent| same_version && it.kind_ref == Some(component.position);
            match old.iter().position(known) {
                Some(at) => list.push(old.remove(at)),
                None => list.push(component_of(component, ComponentId(cx.id()))),
            }
        }
    }
    let stays = |it: &DraftComponent| it.kind_ref.is_none() || !it.files.is_empty();
    list.extend(old.into_iter().filter(stays).map(|it| DraftComponent {
        // What is no line of this case is not required; what was asked of the citizen by name still is.
        required: it.kind_ref.map_or(it.required, |_| Required::No),
        kind_ref: None,
        ..it
    }));
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
