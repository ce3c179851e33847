//! The text form of PDF objects other than streams (ISO 32000-1, 7.3). Strings are written in hexadecimal, which
//! needs no escapes.

use lopdf::Object;

/// Appends `object` to `out`. A stream's bytes are the writer's affair, so a stream here is `null`.
pub(super) fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null | Object::Stream(_) => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Real(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, _) => write_string(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for item in items {
                write_object(out, item);
                out.push(b' ');
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => {
            out.extend_from_slice(b"<<");
            for (key, value) in dictionary {
                write_name(out, key);
                out.push(b' ');
                write_object(out, value);
                out.push(b' ');
            }
            out.extend_from_slice(b">>");
        }
        Object::Reference((id, generation)) => {
            out.extend_from_slice(format!("{id} {generation} R").as_bytes());
        }
    }
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.push(b'#');
            write_hex(out, *byte);
        }
    }
}

fn write_string(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    for byte in bytes {
        write_hex(out, *byte);
    }
    out.push(b'>');
}

fn write_hex(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(DIGITS[usize::from(byte >> 4)]);
    out.push(DIGITS[usize::from(byte & 15)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{StringFormat, dictionary};

    #[test]
    fn objects_are_written_so_that_they_can_be_read_again() {
        let object = Object::Dictionary(dictionary! {
            "A B" => vec![Object::Integer(-1), Object::Real(0.5), Object::Null, Object::Boolean(true)],
            "S" => Object::String(b"(\\\r".to_vec(), StringFormat::Literal),
            "R" => Object::Reference((7, 0)),
        });
        let mut out = Vec::new();
        write_object(&mut out, &object);
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "<</A#20B [-1 0.5 null true ] /S <285C0D> /R 7 0 R >>");
    }
}
