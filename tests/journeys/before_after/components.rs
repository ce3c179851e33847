//! What the ops on papers, files and pages say.

use super::{CLAIM, Op, PAGES, Said, account, changed, claim, of, pages, there};
use motcua::store::body::Body;

pub(super) fn said(op: &Op) -> Vec<Said> {
    match &op.body {
        Body::AddComponent(body) => {
            vec![there(
                ("component", body.component.id.bytes()),
                body.undoes.is_none(),
            )]
        }
        Body::ReceiveSupplement(body) => {
            let papers = body
                .papers
                .iter()
                .flat_map(|it| changed(it.component, &it.changes));
            let others = body
                .others
                .iter()
                .map(|it| there(("component", it.id.bytes()), true));
            papers.chain(others).collect()
        }
        Body::EditComponent(body) => changed(body.component, &body.changes),
        Body::VoidComponent(body) => {
            vec![there(
                ("component", body.component.bytes()),
                body.undoes.is_some(),
            )]
        }
        Body::AttachFiles(body) => {
            let here = |id| there(("component_file", id), body.undoes.is_none());
            let files = body.files.iter().map(|file| here(file.id.bytes()));
            files
                .chain(body.account.map(|it| account(body.component, it)))
                .collect()
        }
        Body::DetachFile(body) => {
            let file = ("component_file", body.file.bytes());
            vec![there(file, body.undoes.is_some())]
        }
        Body::SetPages(body) => vec![
            account(body.component, body.account),
            of(
                body.component,
                CLAIM,
                (&claim(&body.claim.0), &claim(&body.claim.1)),
            ),
            of(
                body.component,
                PAGES,
                (&pages(&body.pages.0), &pages(&body.pages.1)),
            ),
        ],
        Body::AccountPages(body) => vec![
            account(body.component, body.account),
            of(
                body.component,
                CLAIM,
                (&claim(&body.claim.0), &claim(&body.claim.1)),
            ),
            there(("component_file", body.file.id.bytes()), body.undoes.is_none()),
        ],
        Body::ExemptComponent(body) => vec![of(body.component, "digitise = 'exempt'", ("0", "1"))],
        _ => vec![],
    }
}
