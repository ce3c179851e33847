//! Where a further signature may go: a new field, or an empty one where whoever certified the file permits no other.
//! Refuses what must not be signed.

use crate::domain::signing::SignFault;

use super::pdf::{Document, Field, Filled, ObjectId, PdfError};

impl From<PdfError> for SignFault {
    fn from(error: PdfError) -> Self {
        match error {
            PdfError::Io(why) => Self::Disk(why),
            PdfError::Damaged { .. } | PdfError::TooMuch(_) => Self::Damaged(error.to_string()),
        }
    }
}

/// Where the signature goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// A field of this name is to be made.
    New(String),
    /// This field is there and empty; its name.
    Empty(ObjectId, String),
}

/// Finds the place for one more signature, or says why there must be none.
pub(super) fn find(document: &Document) -> Result<Slot, SignFault> {
    if document.is_encrypted() {
        return Err(SignFault::Encrypted);
    }
    if document.is_xfa()? {
        return Err(SignFault::Xfa);
    }
    let fields = document.fields()?;
    let locked = locked(document, &fields)?;
    match document.certification()?.map(|it| it.permission) {
        Some(0 | 1) => Err(SignFault::Certified),
        Some(_) => empty(document, &fields, &locked)?.ok_or(SignFault::Certified),
        None => {
            let name = free_name(&fields);
            if locked(&name) {
                return Err(SignFault::Certified);
            }
            Ok(Slot::New(name))
        }
    }
}

/// Which names earlier signatures lock.
fn locked(document: &Document, fields: &[Field]) -> Result<impl Fn(&str) -> bool, SignFault> {
    let mut locks = Vec::new();
    for field in fields {
        let Some(signature) = document.signature(field)? else {
            continue;
        };
        if let Some(dict) = signature.dict() {
            locks.extend(document.locks(dict)?);
        }
        // A lock of the newer kind may forbid every change, as a certification does.
        if let Some(id) = field.id
            && let Some(object) = document.object(id.number)?
            && let Some(dict) = object.dict()
            && let Some(lock) = document.dict(dict, b"Lock")?
            && document.value(&lock, b"P")?.and_then(|it| it.int()) == Some(1)
        {
            return Err(SignFault::Certified);
        }
    }
    Ok(move |name: &str| locks.iter().any(|lock| lock.covers(name)))
}

/// The first empty field for a signature that asks for nothing special.
fn empty(
    document: &Document,
    fields: &[Field],
    locked: &dyn Fn(&str) -> bool,
) -> Result<Option<Slot>, SignFault> {
    for field in fields {
        let (Some(id), true, Filled::Empty) = (field.id, field.is_signature(), field.filled) else {
            continue;
        };
        let Some(object) = document.object(id.number)? else {
            continue;
        };
        let asks = object
            .dict()
            .is_some_and(|dict| dict.get(b"Lock").is_some() || dict.get(b"SV").is_some());
        if !asks && !locked(&field.name) {
            return Ok(Some(Slot::Empty(id, field.name.clone())));
        }
    }
    Ok(None)
}

/// `Signature1`, or the first number nobody uses.
fn free_name(fields: &[Field]) -> String {
    let is_taken = |name: &str| {
        fields.iter().any(|field| {
            let rest = field.name.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    let numbers = 1..=fields.len() + 1;
    let names = numbers.map(|number| format!("Signature{number}"));
    let free = names.into_iter().find(|name| !is_taken(name));
    free.unwrap_or_else(|| "Signature".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign::pdf::tests::{classic, open};

    /// A document whose catalog says this beside its pages, with further objects.
    fn slot(catalog: &str, objects: &[(u32, &str)]) -> Result<Slot, SignFault> {
        slot_with(catalog, objects, "")
    }

    fn slot_with(catalog: &str, objects: &[(u32, &str)], trailer: &str) -> Result<Slot, SignFault> {
        let catalog = format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>");
        let mut all = vec![(1, catalog.as_str()), (2, "<< /Kids [] >>")];
        all.extend(objects);
        find(&open(classic(&all, &format!("/Root 1 0 R {trailer}"))).unwrap())
    }

    const FORM: &str = "/AcroForm << /Fields [3 0 R 4 0 R] >>";
    const SIGNED: (u32, &str) = (3, "<< /FT /Sig /T (Signature1) /V 5 0 R >>");
    const EMPTY: (u32, &str) = (4, "<< /FT /Sig /T (free) >>");

    fn transform(method: &str, parameters: &str) -> String {
        format!("<< /Reference [<< /TransformMethod /{method} /TransformParams << {parameters} >> >>] >>")
    }

    #[test]
    fn a_plain_file_gets_the_first_free_name() {
        let new = |name: &str| Ok(Slot::New(name.to_owned()));
        assert_eq!(slot("", &[]), new("Signature1"));
        assert_eq!(slot(FORM, &[SIGNED, EMPTY, (5, "<< >>")]), new("Signature2"));
        let named = [
            (3, "<< /T (Signature1) /Kids [4 0 R] >>"),
            (4, "<< /T (a) /FT /Tx >>"),
        ];
        assert_eq!(slot("/AcroForm << /Fields [3 0 R] >>", &named), new("Signature2"));
    }

    #[test]
    fn encrypted_files_and_dynamic_forms_are_refused() {
        assert_eq!(slot_with("", &[], "/Encrypt 9 0 R"), Err(SignFault::Encrypted));
        assert_eq!(
            slot("/AcroForm << /Fields [] /XFA 9 0 R >>", &[(9, "()")]),
            Err(SignFault::Xfa)
        );
    }

    #[test]
    fn a_certified_file_is_signed_only_where_its_author_left_room() {
        let certified = |permission: &str, empty: (u32, &str)| {
            let signature = transform("DocMDP", permission);
            slot(
                &format!("{FORM} /Perms << /DocMDP 5 0 R >>"),
                &[SIGNED, empty, (5, &signature)],
            )
        };
        let id = ObjectId {
            number: 4,
            generation: 0,
        };
        let filled = Ok(Slot::Empty(id, "free".to_owned()));
        assert_eq!(certified("/P 1", EMPTY), Err(SignFault::Certified));
        assert_eq!(certified("/P 2", EMPTY), filled);
        assert_eq!(certified("/P 3", EMPTY), filled);
        assert_eq!(certified("", EMPTY), filled, "2 where nothing is said");
        for none in [
            "<< /FT /Tx /T (free) >>",
            "<< /FT /Sig /T (free) /V 5 0 R >>",
            "<< /FT /Sig /T (free) /SV << >> >>",
            "<< /FT /Sig /T (free) /Lock << /Action /All >> >>",
        ] {
            assert_eq!(certified("/P 2", (4, none)), Err(SignFault::Certified), "{none}");
        }
    }

    #[test]
    fn locked_fields_are_not_signed() {
        let locked = |parameters: &str| {
            let signature = transform("FieldMDP", parameters);
            slot(FORM, &[SIGNED, EMPTY, (5, &signature)])
        };
        let new = Ok(Slot::New("Signature2".to_owned()));
        assert_eq!(locked("/Action /All"), Err(SignFault::Certified));
        assert_eq!(
            locked("/Action /Exclude /Fields [(x)]"),
            Err(SignFault::Certified)
        );
        assert_eq!(locked("/Action /Exclude /Fields [(Signature2)]"), new);
        assert_eq!(locked("/Action /Include /Fields [(x)]"), new);
        assert_eq!(
            locked("/Action /Include /Fields [(Signature2)]"),
            Err(SignFault::Certified)
        );
        let own = (
            3,
            "<< /FT /Sig /T (Signature1) /V 5 0 R /Lock << /Action /Include /Fields [] /P 1 >> >>",
        );
        assert_eq!(slot(FORM, &[own, EMPTY, (5, "<< >>")]), Err(SignFault::Certified));
    }
}
