//! The log: append-only, hash-chained, read in its order. Nothing here knows what an act means.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

use crate::domain::ids::{IdSource, OfficerId, OpId};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::body::{Body, BodyError, SCHEMA_V, Salt, hidden};
use crate::store::cbor::Value;
use crate::store::stamp::{Device, Hlc};
use uuid::Uuid;

/// One act, ready to be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Op {
    /// Id.
    pub id: OpId,
    /// Its place in the order of all ops.
    pub hlc: Hlc,
    /// Wall clock of the act.
    pub at: Moment,
    /// Who did it.
    pub actor: OfficerId,
    /// The aggregate.
    pub row: Uuid,
    /// What it states.
    pub body: Body,
}

/// A row of `oplog`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which life of which machine wrote it.
    pub incarnation: [u8; 16],
    /// 1, 2, 3 … within that life.
    pub seq: i64,
    /// Id.
    pub op_id: OpId,
    /// Clock.
    pub hlc: Hlc,
    /// Wall clock.
    pub at: Moment,
    /// Officer.
    pub actor: OfficerId,
    /// Kind's word.
    pub kind: String,
    /// Aggregate's word.
    pub entity: String,
    /// Aggregate's id.
    pub row: Uuid,
    /// Version of the body.
    pub schema_v: i64,
    /// The body as stored.
    pub body: Value,
    /// Hash of the entry before.
    pub prev_hash: [u8; 32],
    /// Hash of this one.
    pub hash: [u8; 32],
}

/// Why the log cannot be read, written or believed.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// SQLite's fault.
    #[error("log: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A body that this program cannot read.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// An entry is missing, was changed, or stands in the wrong place.
    #[error("the log is broken at entry {seq}")]
    Broken { seq: i64 },
    /// An op speaks of a row that is not there.
    #[error("an op of kind {kind} finds no row to apply to")]
    NoRow { kind: &'static str },
    /// A derived row refers to one that is not there.
    #[error("a derived row refers to one that is not there")]
    Torn,
}

impl From<LogError> for Refusal {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Sqlite(error) => error.into(),
            LogError::Body(BodyError::Unknown) => Self::TooNew,
            LogError::Body(_) => Self::Fault { code: "log-body" },
            LogError::Broken { .. } => Self::Fault { code: "log-chain" },
            LogError::NoRow { .. } | LogError::Torn => Self::Fault { code: "log-row" },
        }
    }
}

impl Entry {
    /// The op as `apply` takes it.
    pub fn into_op(self) -> Result<Op, BodyError> {
        Ok(Op {
            id: self.op_id,
            hlc: self.hlc,
            at: self.at,
            actor: self.actor,
            row: self.row,
            body: Body::from_stored(&self.kind, self.schema_v, self.body)?,
        })
    }

    /// The hash this entry must have.
    pub fn true_hash(&self) -> [u8; 32] {
        let bytes = |id: &Uuid| Value::Bytes(id.as_bytes().to_vec());
        let fields = [
            ("op_id", bytes(&self.op_id.0)),
            ("hlc", Value::Int(self.hlc.0)),
            ("at", Value::Int(self.at.0)),
            ("actor", bytes(&self.actor.0)),
            ("kind", Value::Text(self.kind.clone())),
            ("entity", Value::Text(self.entity.clone())),
            ("row_id", bytes(&self.row)),
            ("schema_v", Value::Int(self.schema_v)),
            ("body", hidden(self.body.clone())),
        ];
        let op = Value::Map(fields.map(|(key, value)| (key.to_owned(), value)).into());
        let mut digest = Sha256::new();
        digest.update(b"motcua-op-1");
        digest.update(self.incarnation);
        digest.update(self.seq.to_be_bytes());
        digest.update(self.prev_hash);
        digest.update(op.encode());
        digest.finalize().into()
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let body = Value::decode(row.get_ref(10)?.as_blob()?).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(10, rusqlite::types::Type::Blob, Box::new(error))
        })?;
        Ok(Self {
            incarnation: row.get(0)?,
            seq: row.get(1)?,
            op_id: OpId::from_bytes(row.get(2)?),
            hlc: Hlc(row.get(3)?),
            at: Moment(row.get(4)?),
            actor: OfficerId::from_bytes(row.get(5)?),
            kind: row.get(6)?,
            entity: row.get(7)?,
            row: Uuid::from_bytes(row.get(8)?),
            schema_v: row.get(9)?,
            body,
            prev_hash: row.get(11)?,
            hash: row.get(12)?,
        })
    }
}

/// What is known before the log gives an act its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// Who.
    pub actor: OfficerId,
    /// When.
    pub at: Moment,
    /// The aggregate.
    pub row: Uuid,
    /// What.
    pub body: Body,
}

/// Appends an act to this machine's chain. The caller's transaction makes it durable.
pub fn append(
    conn: &Connection,
    device: &mut Device,
    ids: &mut dyn IdSource,
    act: Unplaced,
) -> Result<Op, LogError> {
    let hlc = device.hlc.tick(act.at);
    let mut entry = Entry {
        incarnation: device.incarnation,
        seq: device.head_seq + 1,
        op_id: OpId(ids.next(act.at.0)),
        hlc,
        at: act.at,
        actor: act.actor,
        kind: act.body.kind().to_owned(),
        entity: act.body.entity().to_owned(),
        row: act.row,
        schema_v: SCHEMA_V,
        body: act.body.to_stored(&mut || salt(ids))?,
        prev_hash: device.head_hash,
        hash: [0; 32],
    };
    entry.hash = entry.true_hash();
    insert(conn, &entry)?;
    device.head_seq = entry.seq;
    device.head_hash = entry.hash;
    device.hlc = hlc;
    device.keep_head(conn)?;
    Ok(Op {
        id: entry.op_id,
        hlc,
        at: act.at,
        actor: act.actor,
        row: act.row,
        body: act.body,
    })
}

fn salt(ids: &mut dyn IdSource) -> Salt {
    let mut salt = [0; 16];
    salt[..10].copy_from_slice(&ids.entropy());
    salt[10..].copy_from_slice(&ids.entropy()[..6]);
    salt
}

fn insert(conn: &Connection, entry: &Entry) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO oplog (incarnation, seq, op_id, hlc, at, actor, kind, entity, row_id, schema_v, body,
                            prev_hash, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    statement.execute((
        entry.incarnation,
        entry.seq,
        entry.op_id.bytes(),
        entry.hlc.0,
        entry.at.0,
        entry.actor.bytes(),
        &entry.kind,
        &entry.entity,
        entry.row.as_bytes(),
        entry.schema_v,
        entry.body.encode(),
        entry.prev_hash,
        entry.hash,
    ))?;
    Ok(())
}

macro_rules! entries {
    ($tail:literal) => {
        concat!(
            "SELECT incarnation, seq, op_id, hlc, at, actor, kind, entity, row_id, schema_v, body, prev_hash, hash
             FROM oplog ",
            $tail
        )
    };
}

/// Every entry in the order in which ops are applied.
pub fn in_order(conn: &Connection, each: impl FnMut(Entry) -> Result<(), LogError>) -> Result<(), LogError> {
    let statement = conn.prepare_cached(entries!("ORDER BY hlc, incarnation, op_id"))?;
    read_all(statement, [], each)
}

/// The entries of one aggregate, oldest first.
pub fn of_row(conn: &Connection, row: Uuid) -> Result<Vec<Entry>, LogError> {
    let statement = conn.prepare_cached(entries!("WHERE row_id = ?1 ORDER BY hlc, incarnation, op_id"))?;
    let mut found = Vec::new();
    read_all(statement, [row.as_bytes()], |entry| {
        found.push(entry);
        Ok(())
    })?;
    Ok(found)
}

/// The newest entry of one aggregate.
pub fn last_of_row(conn: &Connection, row: Uuid) -> Result<Option<Entry>, LogError> {
    let mut statement = conn.prepare_cached(entries!(
        "WHERE row_id = ?1 ORDER BY hlc DESC, incarnation DESC, op_id DESC LIMIT 1"
    ))?;
    let mut rows = statement.query([row.as_bytes()])?;
    Ok(rows.next()?.map(Entry::from_row).transpose()?)
}

/// The newest entry of one aggregate of this kind.
pub fn last_of_kind(conn: &Connection, row: Uuid, kind: &str) -> Result<Option<Entry>, LogError> {
    let mut statement = conn.prepare_cached(entries!(
        "WHERE row_id = ?1 AND kind = ?2 ORDER BY hlc DESC, incarnation DESC, op_id DESC LIMIT 1"
    ))?;
    let mut rows = statement.query((row.as_bytes(), kind))?;
    Ok(rows.next()?.map(Entry::from_row).transpose()?)
}

fn read_all(
    mut statement: rusqlite::CachedStatement<'_>,
    params: impl rusqlite::Params,
    mut each: impl FnMut(Entry) -> Result<(), LogError>,
) -> Result<(), LogError> {
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        each(Entry::from_row(row)?)?;
    }
    Ok(())
}

/// The newest entries of this kind of any aggregate, newest first.
pub fn recent_of_kind(conn: &Connection, kind: &str, most: u32) -> Result<Vec<Entry>, LogError> {
    let statement = conn.prepare_cached(entries!("WHERE kind = ?1 ORDER BY hlc DESC LIMIT ?2"))?;
    let mut found = Vec::new();
    read_all(statement, (kind, most), |entry| {
        found.push(entry);
        Ok(())
    })?;
    Ok(found)
}

/// How many ops there are.
pub fn count(conn: &Connection) -> rusqlite::Result<u32> {
    conn.query_row("SELECT count(*) FROM oplog", [], |row| row.get(0))
}

/// Walks every chain: numbers without gaps, each hash true, each entry on the one before.
///
/// The first entry of a life begins at zeros, or stands on the entry it was restored after.
pub fn verify_chain(conn: &Connection) -> Result<u32, LogError> {
    let mut chains = Chains::default();
    in_order(conn, |entry| chains.follow(conn, &entry))?;
    chains.end(conn)
}

/// The chains of all lives, followed entry by entry in the log's order, in which each life's own entries stand in
/// theirs.
#[derive(Default)]
pub(crate) struct Chains {
    heads: BTreeMap<[u8; 16], (i64, [u8; 32])>,
    count: u32,
}

impl Chains {
    /// The next entry.
    pub(crate) fn follow(&mut self, conn: &Connection, entry: &Entry) -> Result<(), LogError> {
        let fits = match self.heads.get(&entry.incarnation) {
            Some((seq, hash)) => entry.seq == seq + 1 && entry.prev_hash == *hash,
            None => entry.seq == 1 && begins_well(conn, entry)?,
        };
        if !fits || entry.true_hash() != entry.hash {
            return Err(LogError::Broken { seq: entry.seq });
        }
        self.heads.insert(entry.incarnation, (entry.seq, entry.hash));
        self.count += 1;
        Ok(())
    }

    /// After the last entry: how many there were, and whether this machine's chain ends where it should.
    pub(crate) fn end(self, conn: &Connection) -> Result<u32, LogError> {
        ends_at_head(conn)?;
        Ok(self.count)
    }
}

/// The end of this machine's chain is what the machine remembers, so that a cut tail is seen.
fn ends_at_head(conn: &Connection) -> Result<(), LogError> {
    let device = Device::read(conn)?;
    let mut statement = conn.prepare_cached("SELECT max(seq) FROM oplog WHERE incarnation = ?1")?;
    let last: Option<i64> = statement.query_row([device.incarnation], |row| row.get(0))?;
    if last.unwrap_or(0) == device.head_seq {
        return Ok(());
    }
    Err(LogError::Broken { seq: device.head_seq })
}

fn begins_well(conn: &Connection, entry: &Entry) -> rusqlite::Result<bool> {
    if entry.prev_hash == [0; 32] {
        return Ok(true);
    }
    conn.prepare_cached("SELECT 1 FROM oplog WHERE hash = ?1 AND incarnation <> ?2")?
        .exists((entry.prev_hash, entry.incarnation))
}
