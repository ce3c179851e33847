//! The fields of the form: their controls, from a record and back to it. Checks nothing.

use crate::app::input::date::{DateKind, Written};
use crate::app::input::{Choice, DateField, Line, LineKind, Pick, Reaction};
use crate::app::key::Key;
use crate::domain::dossier::{Bearer, Holder, HolderKind, PlaceSet, ReturnWay, Sex};
use crate::domain::identity::parse_day;
use crate::domain::limits;
use crate::domain::viet;

use super::{address, text};

/// A stop of the form, in drawn order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Kind,
    Organisation,
    Name,
    Number,
    Born,
    Sex,
    IssuedOn,
    IssuedBy,
    Phone,
    Email,
    More,
    Fax,
    Website,
    Licence,
    Subject,
    Sets,
    Province,
    District,
    Commune,
    Detail,
    OldAddress,
    Bearer,
    BearerName,
    BearerNo,
    BearerPhone,
    BearerBasis,
    ReturnWay,
    Go,
}

impl Field {
    /// Every field, as drawn.
    pub(crate) const ALL: [Self; 28] = [
        Self::Kind,
        Self::Organisation,
        Self::Name,
        Self::Number,
        Self::Born,
        Self::Sex,
        Self::IssuedOn,
        Self::IssuedBy,
        Self::Phone,
        Self::Email,
        Self::More,
        Self::Fax,
        Self::Website,
        Self::Licence,
        Self::Subject,
        Self::Sets,
        Self::Province,
        Self::District,
        Self::Commune,
        Self::Detail,
        Self::OldAddress,
        Self::Bearer,
        Self::BearerName,
        Self::BearerNo,
        Self::BearerPhone,
        Self::BearerBasis,
        Self::ReturnWay,
        Self::Go,
    ];

    /// The stable name in refusals and in the log.
    pub(crate) fn column(self) -> Option<&'static str> {
        Some(match self {
            Self::Kind => "holder_kind",
            Self::Organisation => "organisation",
            Self::Name => "holder_name",
            Self::Number => "holder_no",
            Self::Born => "born",
            Self::Sex => "sex",
            Self::IssuedOn => "no_issued_on",
            Self::IssuedBy => "no_issued_by",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Fax => "fax",
            Self::Website => "website",
            Self::Licence => "licence_no",
            Self::Subject => "subject",
            Self::Sets => "sets",
            Self::Province => "province_code",
            Self::District => "district_code",
            Self::Commune => "commune_code",
            Self::Detail => "address_detail",
            Self::OldAddress => "address_old",
            Self::BearerName => "bearer_name",
            Self::BearerNo => "bearer_no",
            Self::BearerPhone => "bearer_phone",
            Self::BearerBasis => "bearer_basis",
            Self::ReturnWay => "return_way",
            Self::More | Self::Bearer | Self::Go => return None,
        })
    }

    /// The name under which help explains it; the line that folds and the last one explain themselves.
    pub(crate) fn explained(self) -> Option<&'static str> {
        match self {
            Self::Bearer => Self::BearerName.column(),
            field => field.column(),
        }
    }
}

/// What the form edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) holder: Holder,
    pub(crate) bearer: Option<Bearer>,
    pub(crate) return_way: ReturnWay,
    pub(crate) sets: u32,
    pub(crate) subject: String,
}

/// What stands in a form nothing was read for.
pub(crate) fn empty() -> Record {
    Record {
        holder: Holder::default(),
        bearer: None,
        return_way: ReturnWay::Desk,
        sets: 1,
        subject: String::new(),
    }
}

/// Words, code and place of what stands in a control.
pub(super) type Held = (String, Option<String>, Option<usize>);

/// An input of the form.
#[derive(Debug)]
pub(crate) enum Control {
    Line(Line),
    Date(DateField),
    Choice(Choice),
    Pick(Pick<String>),
    /// The folded fields, and the line `Tiếp tục`.
    Plain,
}

impl Control {
    pub(crate) fn key(&mut self, key: Key) -> Reaction {
        match self {
            Self::Line(line) => line.key(key),
            Self::Date(date) => date.key(key),
            Self::Choice(choice) => choice.key(key),
            Self::Pick(pick) => pick.key(key),
            Self::Plain => Reaction::Pass,
        }
    }

    pub(crate) fn paste(&mut self, pasted: &str) -> Reaction {
        match self {
            Self::Line(line) => line.paste(pasted),
            Self::Date(date) => date.paste(pasted),
            Self::Pick(pick) => pick.paste(pasted),
            Self::Choice(_) | Self::Plain => Reaction::Pass,
        }
    }

    /// What stands in it, tidied.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Line(line) => viet::tidy(line.text()),
            Self::Date(date) => date.line().text().to_owned(),
            Self::Choice(choice) => choice.shown(),
            Self::Pick(pick) => viet::tidy(pick.line().text()),
            Self::Plain => String::new(),
        }
    }

    pub(crate) fn set(&mut self, words: &str) {
        match self {
            Self::Line(line) => line.set(words),
            Self::Date(date) => date.set_text(words),
            Self::Pick(pick) => pick.set(words),
            Self::Choice(_) | Self::Plain => {}
        }
    }

    /// All of it, to tell later whether it was changed.
    pub(super) fn held(&self) -> Held {
        (self.text(), self.code(), self.chosen())
    }

    /// The line that is typed into.
    pub(super) fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Pick(pick) => Some(pick.line()),
            Self::Date(_) | Self::Choice(_) | Self::Plain => None,
        }
    }

    fn chosen(&self) -> Option<usize> {
        match self {
            Self::Choice(choice) => choice.chosen(),
            Self::Line(_) | Self::Date(_) | Self::Pick(_) | Self::Plain => None,
        }
    }

    pub(super) fn code(&self) -> Option<String> {
        match self {
            Self::Pick(pick) => pick.chosen().cloned(),
            Self::Line(_) | Self::Date(_) | Self::Choice(_) | Self::Plain => None,
        }
    }
}

/// An empty control for a field, with room for what a dossier may hold there.
pub(crate) fn control(field: Field) -> Control {
    let most = limits::most(field.column().unwrap_or_default());
    let line = |kind| Control::Line(Line::new(kind, most));
    let choice = |options: &[&str], at| Control::Choice(Choice::new(options.iter().copied(), at));
    match field {
        Field::Kind => choice(&text::KINDS, Some(0)),
        Field::Sex => choice(&text::SEXES, None),
        Field::Bearer => choice(&text::BEARERS, Some(0)),
        Field::ReturnWay => choice(&text::RETURNS, Some(0)),
        Field::Born => Control::Date(DateField::new(DateKind::Birth)),
        Field::IssuedOn => Control::Date(DateField::new(DateKind::Day)),
        Field::Province | Field::District | Field::Commune => Control::Pick(Pick::new(most)),
        Field::Phone | Field::BearerPhone | Field::Fax | Field::Sets => line(LineKind::Digits),
        Field::Number | Field::BearerNo => line(LineKind::Upper),
        Field::Organisation
        | Field::Subject
        | Field::OldAddress
        | Field::Name
        | Field::IssuedBy
        | Field::Email
        | Field::Website
        | Field::Licence
        | Field::Detail
        | Field::BearerName
        | Field::BearerBasis => line(LineKind::Text),
        Field::More | Field::Go => Control::Plain,
    }
}

/// The whole form, empty.
pub(crate) fn controls() -> Vec<(Field, Control)> {
    Field::ALL.map(|field| (field, control(field))).into()
}

/// Puts a record into the controls.
pub(crate) fn load(controls: &mut [(Field, Control)], record: &Record) {
    let holder = &record.holder;
    let bearer = record.bearer.clone().unwrap_or_default();
    for (field, control) in controls.iter_mut() {
        let words = match field {
            Field::Organisation => holder.organisation.clone(),
            Field::Name => holder.holder_name.clone(),
            Field::Number => holder.holder_no.clone(),
            Field::Born => holder.born.clone(),
            Field::IssuedOn => issued(holder),
            Field::IssuedBy => holder.no_issued_by.clone(),
            Field::Phone => holder.phone.clone(),
            Field::Email => holder.email.clone(),
            Field::Fax => holder.fax.clone(),
            Field::Website => holder.website.clone(),
            Field::Licence => holder.licence_no.clone(),
            Field::Subject => record.subject.clone(),
            Field::Sets => record.sets.to_string(),
            Field::Detail if holder.address.address_detail.is_empty() => {
                address::part(&holder.address, Field::Detail)
            }
            Field::Detail => holder.address.address_detail.clone(),
            Field::OldAddress => holder.address.address_old.clone(),
            Field::BearerName => bearer.bearer_name.clone(),
            Field::BearerNo => bearer.bearer_no.clone(),
            Field::BearerPhone => bearer.bearer_phone.clone(),
            Field::BearerBasis => bearer.bearer_basis.clone(),
            Field::Kind
            | Field::Sex
            | Field::Bearer
            | Field::ReturnWay
            | Field::Province
            | Field::District
            | Field::Commune
            | Field::More
            | Field::Go => {
                set_chosen((*field, control), record);
                continue;
            }
        };
        control.set(&words);
    }
}

fn set_chosen((field, control): (Field, &mut Control), record: &Record) {
    let home = &record.holder.address;
    let at = match field {
        Field::Kind => Some(place(HolderKind::ALL, record.holder.holder_kind)),
        Field::Sex => record.holder.sex.map(|sex| place(Sex::ALL, sex)),
        Field::Bearer => Some(usize::from(record.bearer.is_some())),
        Field::ReturnWay => Some(place(ReturnWay::ALL, record.return_way)),
        Field::Province => {
            return set_place(
                control,
                home.province_code.as_ref(),
                &address::part(home, Field::Province),
            );
        }
        Field::District => {
            return set_place(
                control,
                home.district_code.as_ref(),
                &address::part(home, Field::District),
            );
        }
        Field::Commune => {
            return set_place(
                control,
                home.commune_code.as_ref(),
                &address::part(home, Field::Commune),
            );
        }
        _ => None,
    };
    if let (Control::Choice(choice), Some(at)) = (control, at) {
        choice.choose(at);
    }
}

fn place<T: PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|it| *it == one).unwrap_or(0)
}

fn set_place(control: &mut Control, code: Option<&String>, words: &str) {
    match (control, code) {
        (Control::Pick(pick), Some(code)) if !words.is_empty() => pick.choose(code.clone(), words),
        (Control::Pick(pick), _) if words.is_empty() => pick.clear(),
        (control, _) => control.set(words),
    }
}

/// The record the controls stand for. What the form does not show is kept from `before`, and what nobody changed since
/// it was read (`is_as_read`) as it was stored: a control may show it in another spelling.
pub(crate) fn collect(
    controls: &[(Field, Control)],
    (before, is_as_read): (&Record, &dyn Fn(Field) -> bool),
    (set, phone_note): (PlaceSet, Option<&String>),
) -> Record {
    let find = |field: Field| {
        controls
            .iter()
            .find(|(it, _)| *it == field)
            .map(|(_, control)| control)
    };
    let words = |field, stored: &String| {
        if is_as_read(field) {
            return stored.clone();
        }
        find(field).map(Control::text).unwrap_or_default()
    };
    let chosen = |field| find(field).and_then(Control::chosen);
    let kind = chosen(Field::Kind)
        .and_then(|at| HolderKind::ALL.get(at))
        .copied();
    let was = &before.holder;
    let holder = Holder {
        holder_kind: kind.unwrap_or(HolderKind::Person),
        holder_no: words(Field::Number, &was.holder_no),
        holder_no_kind: was.holder_no_kind,
        holder_name: words(Field::Name, &was.holder_name),
        organisation: words(Field::Organisation, &was.organisation),
        no_issued_on: parse_day(&words(Field::IssuedOn, &issued(was))),
        no_issued_by: words(Field::IssuedBy, &was.no_issued_by),
        born: words(Field::Born, &was.born),
        sex: chosen(Field::Sex).and_then(|at| Sex::ALL.get(at)).copied(),
        phone: words(Field::Phone, &was.phone),
        phone_note: phone_note.cloned(),
        fax: words(Field::Fax, &was.fax),
        email: words(Field::Email, &was.email),
        website: words(Field::Website, &was.website),
        licence_no: words(Field::Licence, &was.licence_no),
        address: address::of(controls, set),
    };
    let bore = before.bearer.clone().unwrap_or_default();
    let bearer = (chosen(Field::Bearer) == Some(1)).then(|| Bearer {
        bearer_name: words(Field::BearerName, &bore.bearer_name),
        bearer_no: words(Field::BearerNo, &bore.bearer_no),
        bearer_phone: words(Field::BearerPhone, &bore.bearer_phone),
        bearer_basis: words(Field::BearerBasis, &bore.bearer_basis),
    });
    Record {
        holder,
        bearer,
        return_way: chosen(Field::ReturnWay)
            .and_then(|at| ReturnWay::ALL.get(at))
            .copied()
            .unwrap_or(before.return_way),
        sets: words(Field::Sets, &before.sets.to_string()).parse().unwrap_or(0),
        subject: words(Field::Subject, &before.subject),
    }
}

/// The day of issue as the form writes it.
fn issued(holder: &Holder) -> String {
    let day = holder.no_issued_on.map(|day| Written::Day(day).to_string());
    day.unwrap_or_default()
}
