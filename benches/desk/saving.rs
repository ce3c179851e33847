//! One durable act beside a bare one-row commit with `synchronous = FULL`, turn by turn on the same file system.

use std::path::Path;
use std::time::{Duration, Instant};

use motcua::desk::clock::Clock;
use motcua::desk::random::SystemIds;
use motcua::domain::act::{Act, DossierAct, Request};
use motcua::domain::dossier::{Account, AccountFinding, AccountSource};
use motcua::domain::draft::{Draft, DraftComponent, PickedProcedure};
use motcua::domain::ids::{ComponentId, DossierId, IdSource, OfficerId};
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::ProcedureChoice;
use motcua::domain::time::Moment;
use motcua::store::{Opened, Reader, Store};

use crate::figures::{Budget, line, middle, wall};

const ROUNDS: i64 = 60;

/// Prints the reception of a dossier, and the shortest act there is.
pub(crate) fn measure(home: &Path, officer: OfficerId) {
    let now = Clock::Machine.now();
    let Ok(Opened::Writer(mut store)) = Store::open(home, now, Box::new(SystemIds)) else {
        return;
    };
    let choice = choice(&Reader::open(home).unwrap(), now);
    let bare = rusqlite::Connection::open(home.join("peer.db")).unwrap();
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS row (n INTEGER)",
    )
    .unwrap();
    let mut times = [const { Vec::<Duration>::new() }; 3];
    for round in 0..ROUNDS {
        let dossier = DossierId(SystemIds.next(now.0));
        let accept = DossierAct::Accept(Box::new(draft(&choice, dossier)));
        let cabinet = DossierAct::SetCabinet {
            cabinet: format!("{round}"),
        };
        for (at, act) in [accept, cabinet].into_iter().enumerate() {
            let request = Request {
                actor: officer,
                approval: None,
                act: Act::Dossier { dossier, act },
            };
            let start = Instant::now();
            store.transact(&request, Moment(now.0 + round)).unwrap();
            times[at].push(start.elapsed());
        }
        let start = Instant::now();
        bare.execute("INSERT INTO row VALUES (?1)", [round]).unwrap();
        times[2].push(start.elapsed());
    }
    let [accept, cabinet, peer] = times.map(|mut times| wall(middle(&mut times)));
    let peer = Some(("bare one-row FULL commit", peer));
    line("a reception, saved durably", accept, Budget::Peers(2.0), peer);
    line("a short act, saved durably", cabinet, Budget::Peers(2.0), peer);
}

fn choice(reader: &Reader, now: Moment) -> ProcedureChoice {
    let first = reader.procedures("").unwrap().into_iter().next().unwrap();
    let query = Query::Procedure {
        code: first.code,
        version: None,
    };
    match reader.answer(&query, now) {
        Answer::Procedure(Some(choice)) => *choice,
        other => unreachable!("{other:?}"),
    }
}

/// What an officer has before F2: everything brought, nothing scanned yet.
fn draft(choice: &ProcedureChoice, id: DossierId) -> Draft {
    let mut draft = Draft::new(id);
    draft.holder.holder_no = "052192004567".to_owned();
    draft.holder.holder_name = "Đinh Thị Hà".to_owned();
    draft.holder.phone = "0905123456".to_owned();
    draft.holder.address.address_text = "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".to_owned();
    draft.account = Some(AccountFinding {
        account: Account::Exists,
        account_at: None,
        account_source: AccountSource::Officer,
        account_reason: None,
    });
    draft.procedure = Some(PickedProcedure {
        code: choice.code.clone(),
        name: choice.name.clone(),
        sector: choice.sector.clone(),
        version: choice.version.clone(),
        workflow: choice.workflows.first().map_or(0, |it| it.0),
        case: choice.cases.first().cloned(),
    });
    let case = choice.cases.first();
    let asked = choice
        .components
        .iter()
        .filter(|it| it.case.is_none() || it.case.as_ref() == case);
    draft.components = asked
        .map(|kind| DraftComponent {
            id: ComponentId(SystemIds.next(0)),
            kind_ref: Some(kind.position),
            name: kind.name.clone(),
            required: kind.required,
            submission: kind.submission,
            received: true,
            not_applicable: false,
            copies: kind.copies.clamp(1, 99),
            form: kind.form,
            reject_reason: None,
            files: Vec::new(),
            keep: false,
            care: motcua::domain::special::Care::default(),
        })
        .collect();
    draft
}
