//! What every desk of the journeys trusts.

use motcua::domain::act::{Act, Request, StoredFile};
use motcua::domain::component::SignatureMark;
use motcua::domain::signature::trust::{NewTrust, TrustChange};
use motcua::domain::signing::Certificate;
use motcua::domain::time::Moment;
use motcua::store::Store;
use motcua::store::blobs::Blobs;

use crate::office::moment;

/// Founding ends with it: the CA of the offices whose signed results the journeys bring.
pub(crate) fn trusts(mut store: Store, now: Moment) {
    let bytes = include_bytes!("../fixtures/results/ca.cer");
    let stored = Blobs::of(store.home()).put(bytes).unwrap();
    let certificate = Certificate {
        owner: "CA mẫu của các cơ quan".to_owned(),
        issuer: "CA mẫu của các cơ quan".to_owned(),
        serial: "0b2c12430dac71137df281546847fc4e61c55a9b".to_owned(),
        from: moment("2020-01-01T07:00:00+07:00"),
        to: moment("2050-01-01T07:00:00+07:00"),
    };
    let file = StoredFile {
        sha256: stored.sha256,
        size: stored.size,
        mime: "application/pkix-cert".to_owned(),
        name: "ca.cer".to_owned(),
        pages: None,
        signature: SignatureMark::None,
    };
    let new = NewTrust { file, certificate };
    let request = Request {
        actor: store.officers().unwrap()[0].id,
        approval: None,
        act: Act::SetTrust(Box::new(TrustChange::Add(vec![new]))),
    };
    store.transact(&request, now).unwrap();
}
