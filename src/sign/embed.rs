//! The objects a signature adds to a PDF: its dictionary with a hole for the CMS, its field, how it looks, and the one
//! place of the page and of the form that names it. Nothing else of the file is touched.

use std::fmt::Write as _;

use crate::domain::signing::SignFault;
use crate::domain::time::Moment;

use super::pdf::update::{Appendix, Update, with_item, with_keys};
use super::pdf::{Document, Object, ObjectId, Page, Rect, Value};
use super::slot::Slot;

/// Blanks kept for the numbers of `/ByteRange`.
const RANGE: usize = 36;
/// Printed, and not to be moved.
const FLAGS: u32 = 132;

/// A drawn signature: its form object is in the update already.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn {
    /// The form object.
    pub(super) form: ObjectId,
    /// Where it stands on the page, in the page's own units.
    pub(super) rect: Rect,
}

/// What is written beside the signature itself.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// When, as the signer's machine says.
    pub(super) at: Moment,
    /// Digits of the hole for the CMS.
    pub(super) hole: usize,
}

/// The bytes to append, with `/ByteRange` filled in and the hole still empty.
pub(super) struct Prepared {
    /// To be written after the last byte of the file.
    pub(super) bytes: Vec<u8>,
    /// The hole with its brackets, within `bytes`.
    pub(super) hole: std::ops::Range<usize>,
}

/// Adds the signature to the update and closes it.
pub(super) fn prepare(
    document: &Document,
    mut update: Update,
    (slot, page): (&Slot, &Page),
    (mark, drawn): (&Mark, Option<Drawn>),
) -> Result<Prepared, SignFault> {
    let signature = update.fresh();
    let (text, range_at, hole_at) = signature_text(mark);
    update.put(signature, text);
    match slot {
        Slot::New(name) => {
            let field = update.fresh();
            let text = field_text(name, signature, page.object.id, drawn);
            update.put(field, text.into_bytes());
            name_on_page(document, &mut update, &page.object, field)?;
            name_in_form(document, &mut update, Some(field))?;
        }
        Slot::Empty(field, _) => {
            fill(document, &mut update, *field, (signature, drawn))?;
            name_in_form(document, &mut update, None)?;
        }
    }
    let Appendix { mut bytes, starts } = update.finish()?;
    let start = starts.get(&signature.number).copied().unwrap_or(0);
    let hole = start + hole_at..start + hole_at + mark.hole + 2;
    let base = document.source().end();
    let numbers = [
        base + wide(hole.start),
        base + wide(hole.end),
        wide(bytes.len() - hole.end),
    ];
    let said = format!("0 {} {} {}", numbers[0], numbers[1], numbers[2]);
    let room = bytes
        .get_mut(start + range_at..start + range_at + RANGE)
        .and_then(|room| room.get_mut(..said.len()));
    match room {
        Some(room) => room.copy_from_slice(said.as_bytes()),
        None => return Err(SignFault::Damaged("no room for the byte range".to_owned())),
    }
    Ok(Prepared { bytes, hole })
}

fn wide(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The dictionary, and where in it the numbers of the range and the hole begin.
fn signature_text(mark: &Mark) -> (Vec<u8>, usize, usize) {
    let mut text =
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [".to_owned();
    let range_at = text.len();
    text.push_str(&" ".repeat(RANGE));
    text.push_str("] /Contents ");
    let hole_at = text.len();
    write!(text, "<{}>", "0".repeat(mark.hole)).ok();
    write!(
        text,
        " /M (D:{}+07'00') >>",
        mark.at.local().format("%Y%m%d%H%M%S")
    )
    .ok();
    (text.into_bytes(), range_at, hole_at)
}

fn field_text(name: &str, signature: ObjectId, page: ObjectId, drawn: Option<Drawn>) -> String {
    let (rect, look) = match drawn {
        Some(drawn) => (rect_text(drawn.rect), look_text(drawn.form)),
        None => ("[0 0 0 0]".to_owned(), String::new()),
    };
    format!(
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T ({name}) /V {signature} R /F {FLAGS} /P {page} R \
         /Rect {rect}{look} >>"
    )
}

fn look_text(form: ObjectId) -> String {
    format!(" /AP << /N {form} R >>")
}

fn rect_text(rect: Rect) -> String {
    let corners = [rect.left, rect.bottom, rect.right, rect.top].map(|it| format!("{it:.3}"));
    format!("[{}]", corners.join(" "))
}

/// Adds the field to the page's list, which stays where it was: in the page or an object of its own.
fn name_on_page(
    document: &Document,
    update: &mut Update,
    page: &Object,
    field: ObjectId,
) -> Result<(), SignFault> {
    let list = page.dict().and_then(|dict| dict.get(b"Annots"));
    let item = format!("{field} R");
    let changed = match listed(document, list)? {
        List::Absent => format!("[{item}]").into_bytes(),
        List::Here(array) => with_item(&page.source, array, &item)?,
        List::There(object) => {
            update.put(object.id, with_item(&object.source, &object.value, &item)?);
            return Ok(());
        }
    };
    let text = with_keys(&page.source, &page.value, &[("Annots", changed)])?;
    update.put(page.id, text);
    Ok(())
}

/// Where an array stands.
enum List<'a> {
    Absent,
    Here(&'a Value),
    There(Object),
}

fn listed<'a>(document: &Document, value: Option<&'a Value>) -> Result<List<'a>, SignFault> {
    let Some(value) = value else {
        return Ok(List::Absent);
    };
    let Some(id) = value.reference() else {
        return Ok(if value.is_null() {
            List::Absent
        } else {
            List::Here(value)
        });
    };
    let object = document.object(id.number)?.filter(|it| it.id == id);
    Ok(match object.filter(|it| !it.value.is_null()) {
        Some(object) => List::There(object),
        None => List::Absent,
    })
}

/// Adds the field to the form, or makes the form; and says that the file is signed.
fn name_in_form(document: &Document, update: &mut Update, field: Option<ObjectId>) -> Result<(), SignFault> {
    let catalog = document.catalog()?;
    let form = catalog.dict().and_then(|dict| dict.get(b"AcroForm"));
    match listed(document, form)? {
        List::Absent => {
            let made = update.fresh();
            let fields = field.map(|it| format!("{it} R")).unwrap_or_default();
            let text = format!("<< /Fields [{fields}] /SigFlags 3 >>");
            update.put(made, text.into_bytes());
            let named = format!("{made} R").into_bytes();
            let text = with_keys(&catalog.source, &catalog.value, &[("AcroForm", named)])?;
            update.put(catalog.id, text);
        }
        List::Here(form) => {
            if let Some(changed) = form_text(document, update, (&catalog, form), field)? {
                let text = with_keys(&catalog.source, &catalog.value, &[("AcroForm", changed)])?;
                update.put(catalog.id, text);
            }
        }
        List::There(object) => {
            if let Some(changed) = form_text(document, update, (&object, &object.value), field)? {
                update.put(object.id, changed);
            }
        }
    }
    Ok(())
}

/// The form with the field in it; `None` = its own text stays as it is.
fn form_text(
    document: &Document,
    update: &mut Update,
    (holder, form): (&Object, &Value),
    field: Option<ObjectId>,
) -> Result<Option<Vec<u8>>, SignFault> {
    let dict = form
        .dict()
        .ok_or_else(|| SignFault::Damaged("a form that is no dictionary".to_owned()))?;
    let mut changes = Vec::new();
    if let Some(field) = field {
        let item = format!("{field} R");
        match listed(document, dict.get(b"Fields"))? {
            List::Absent => changes.push(("Fields", format!("[{item}]").into_bytes())),
            List::Here(array) => changes.push(("Fields", with_item(&holder.source, array, &item)?)),
            List::There(object) => {
                update.put(object.id, with_item(&object.source, &object.value, &item)?);
            }
        }
    }
    let flags = document.value(dict, b"SigFlags")?.and_then(|it| it.int());
    if flags.is_none_or(|flags| flags & 3 != 3) {
        let flags = flags.unwrap_or(0) | 3;
        changes.push(("SigFlags", flags.to_string().into_bytes()));
    }
    if changes.is_empty() {
        return Ok(None);
    }
    Ok(Some(with_keys(&holder.source, form, &changes)?))
}

/// Signs a field that is there: its value, and how it looks.
fn fill(
    document: &Document,
    update: &mut Update,
    field: ObjectId,
    (signature, drawn): (ObjectId, Option<Drawn>),
) -> Result<(), SignFault> {
    let gone = || SignFault::Damaged("a field that is not there".to_owned());
    let object = document.object(field.number)?.ok_or_else(gone)?;
    let mut changes = vec![("V", format!("{signature} R").into_bytes())];
    if let Some(drawn) = drawn {
        let look = format!("<< /N {} R >>", drawn.form).into_bytes();
        let shown = shown_at(document, &object)?;
        if shown.id == object.id {
            changes.push(("AP", look));
        } else {
            let text = with_keys(&shown.source, &shown.value, &[("AP", look)])?;
            update.put(shown.id, text);
        }
    }
    let text = with_keys(&object.source, &object.value, &changes)?;
    update.put(object.id, text);
    Ok(())
}

/// The object that says where a field is shown: itself or its only kid.
fn shown_at(document: &Document, field: &Object) -> Result<Object, SignFault> {
    let kids = match field.dict() {
        Some(dict) if dict.get(b"Rect").is_none() => document.array(dict, b"Kids")?,
        _ => None,
    };
    let kid = match kids.as_deref() {
        Some([kid]) => kid.reference(),
        _ => None,
    };
    let kid = match kid {
        Some(id) => document.object(id.number)?.filter(|it| it.dict().is_some()),
        None => None,
    };
    Ok(kid.unwrap_or_else(|| field.clone()))
}

/// The page an empty field stands on, and its rectangle there.
pub(super) fn standing(document: &Document, field: ObjectId) -> Result<(Page, Option<Rect>), SignFault> {
    let gone = || SignFault::Damaged("a field that is not there".to_owned());
    let object = document.object(field.number)?.ok_or_else(gone)?;
    let shown = shown_at(document, &object)?;
    let dict = shown.dict().ok_or_else(gone)?;
    let rect = document.rect(dict.get(b"Rect"))?.unwrap_or(Rect {
        left: 0.0,
        bottom: 0.0,
        right: 0.0,
        top: 0.0,
    });
    let named = dict.get(b"P").and_then(Value::reference);
    let ids = document.page_ids()?;
    let mut index = ids.iter().position(|id| Some(*id) == named);
    if index.is_none() {
        index = listing(document, &ids, shown.id)?;
    }
    let page = document.page(u32::try_from(index.unwrap_or(0) + 1).unwrap_or(1))?;
    Ok((page.ok_or(SignFault::NoPage)?, Some(rect)))
}

/// Which page lists the place of a field that does not name its page.
fn listing(document: &Document, pages: &[ObjectId], place: ObjectId) -> Result<Option<usize>, SignFault> {
    for (index, id) in pages.iter().enumerate() {
        let Some(page) = document.object(id.number)? else {
            continue;
        };
        let Some(dict) = page.dict() else { continue };
        let notes = document.array(dict, b"Annots")?.unwrap_or_default();
        if notes.iter().any(|note| note.reference() == Some(place)) {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign::pdf::tests::{classic, open, packed, two_pages};
    use crate::sign::pdf::{Place, SectionKind, Source};

    const MARK: Mark = Mark {
        at: Moment(1_796_000_000_000),
        hole: 64,
    };

    /// The file with one more signature field that nobody has signed yet.
    fn grown(bytes: &[u8]) -> Vec<u8> {
        let document = open(bytes.to_vec()).unwrap();
        let slot = crate::sign::slot::find(&document).unwrap();
        let page = document.page(1).unwrap().unwrap();
        let update = Update::new(&document).unwrap();
        let prepared = prepare(&document, update, (&slot, &page), (&MARK, None)).unwrap();
        assert_eq!(prepared.bytes[prepared.hole.start], b'<');
        assert_eq!(prepared.bytes[prepared.hole.end - 1], b'>');
        [bytes, prepared.bytes.as_slice()].concat()
    }

    /// Numbers of the objects the last state changed, without those it added.
    fn changed(bytes: &[u8], old_end: usize) -> Vec<u32> {
        let document = open(bytes.to_vec()).unwrap();
        let is_new = |place: Place| matches!(place, Place::At { offset, .. } if offset >= old_end as u64);
        let earlier = document.earlier(old_end as u64).unwrap();
        document
            .objects()
            .filter(|&(number, place)| is_new(place) && earlier.place(number) != Place::Free)
            .map(|(number, _)| number)
            .collect()
    }

    #[test]
    fn a_new_state_has_the_section_of_the_last_and_touches_page_and_catalog_only() {
        for (bytes, kind) in [
            (two_pages(), SectionKind::Table),
            (packed(""), SectionKind::Stream),
        ] {
            let once = grown(&bytes);
            let document = open(once.clone()).unwrap();
            assert_eq!(document.sections()[0].kind, kind);
            assert_eq!(document.sections()[0].ended, Some(once.len() as u64));
            assert_eq!(changed(&once, bytes.len()), [1, 3], "catalog and first page");
            let fields = document.fields().unwrap();
            assert_eq!(fields[0].name, "Signature1");
            let signature = document.signature(&fields[0]).unwrap().unwrap();
            let range = signature.dict().unwrap().get(b"ByteRange").unwrap();
            let numbers: Vec<i64> = range.array().unwrap().iter().filter_map(Value::int).collect();
            let hole = signature.dict().unwrap().get(b"Contents").unwrap().span;
            assert_eq!(numbers[1], i64::try_from(hole.start).unwrap());
            assert_eq!(numbers[2], i64::try_from(hole.end).unwrap());
            assert_eq!(numbers[2] + numbers[3], i64::try_from(once.len()).unwrap());
            let twice = grown(&once);
            let names: Vec<String> = open(twice)
                .unwrap()
                .fields()
                .unwrap()
                .into_iter()
                .map(|it| it.name)
                .collect();
            assert_eq!(names, ["Signature1", "Signature2"]);
        }
    }

    #[test]
    fn lists_stay_where_they_were() {
        let page = |notes: &str| format!("<< /Type /Page /Parent 2 0 R {notes}>>");
        let file = |page: &str, form: &str| {
            classic(
                &[
                    (1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>"),
                    (2, "<< /Kids [3 0 R] /MediaBox [0 0 9 9] >>"),
                    (3, page),
                    (4, "[5 0 R]"),
                    (5, "<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] >>"),
                    (6, form),
                    (7, "[]"),
                ],
                "/Root 1 0 R /ID [<41> <42>]",
            )
        };
        let cases: [(&str, &str, &[u32]); 5] = [
            ("/Annots 4 0 R", "<< /Fields 7 0 R /SigFlags 3 >>", &[4, 7]),
            ("/Annots 4 0 R", "<< /Fields 7 0 R >>", &[4, 6, 7]),
            ("/Annots [5 0 R]", "<< /Fields [] /SigFlags 3 >>", &[3, 6]),
            ("", "<< >>", &[3, 6]),
            (
                "/Annots 19 0 R",
                "<< /Fields [] /SigFlags 3 /NeedAppearances true >>",
                &[3, 6],
            ),
        ];
        for (notes, form, wanted) in cases {
            let bytes = file(&page(notes), form);
            let more = grown(&bytes);
            assert_eq!(changed(&more, bytes.len()), wanted, "{notes} {form}");
            let document = open(more.clone()).unwrap();
            let page = document.page(1).unwrap().unwrap().object;
            let listed = document.array(page.dict().unwrap(), b"Annots").unwrap().unwrap();
            assert_eq!(
                listed.len(),
                if notes.contains("19") || notes.is_empty() {
                    1
                } else {
                    2
                }
            );
            assert_eq!(document.fields().unwrap().len(), 1);
            let identity = document.array(document.trailer(), b"ID").unwrap().unwrap();
            assert_eq!(identity[0].string(), Some(&b"A"[..]));
            assert_ne!(identity[1].string(), Some(&b"B"[..]));
        }
    }

    #[test]
    fn a_broken_form_is_a_fault() {
        for form in [
            "/AcroForm 7",
            "/AcroForm << /Fields 7 >>",
            "/AcroForm << /Fields [] /Fields [] >>",
        ] {
            let catalog = format!("<< /Type /Catalog /Pages 2 0 R {form} >>");
            let bytes = classic(
                &[
                    (1, &catalog),
                    (2, "<< /Kids [3 0 R] /MediaBox [0 0 9 9] >>"),
                    (3, "<< >>"),
                ],
                "/Root 1 0 R",
            );
            let document = crate::sign::pdf::Document::open(Source::of_bytes(bytes)).unwrap();
            let page = document.page(1).unwrap().unwrap();
            let update = Update::new(&document).unwrap();
            let slot = Slot::New("a".to_owned());
            let made = prepare(&document, update, (&slot, &page), (&MARK, None));
            assert!(matches!(made.map(|_| ()), Err(SignFault::Damaged(_))), "{form}");
        }
    }
}
