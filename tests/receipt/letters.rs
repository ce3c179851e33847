//! Letters on the receipt: all of Vietnamese, of the other peoples of the country, and what stands for the rest.

use motcua::domain::receipt::Receipt;
use motcua::domain::viet::is_drawn;
use motcua::forms::FormError;
use motcua::forms::fonts::{FACES, Fonts};
use motcua::forms::layout::Ink;
use motcua::forms::receipt::{Print, render};

use crate::facts::{LETTERS, birth, template};
use crate::{boxes, filed, printed, squeezed, tool};

#[test]
fn every_face_has_all_146_vietnamese_letters() {
    let fonts = Fonts::load().unwrap();
    let both: String = LETTERS.chars().chain(LETTERS.to_uppercase().chars()).collect();
    assert_eq!(both.chars().count(), 146);
    for face in FACES {
        fonts.check(face, &both).unwrap();
        fonts.check(face, "ƀɃčĕŏŭñ–—“”…₫№\u{306} 0123456789").unwrap();
    }
}

#[test]
fn the_faces_draw_just_the_characters_the_program_believes_them_to_draw() {
    let fonts = Fonts::load().unwrap();
    for face in FACES {
        let tables = fonts.tables(face);
        for character in '\0'..='\u{2FFFF}' {
            let drawn = tables.glyph_index(character).is_some_and(|glyph| glyph.0 != 0);
            assert_eq!(
                drawn,
                is_drawn(character),
                "{face:?} U+{:04X}",
                u32::from(character)
            );
        }
    }
}

#[test]
fn a_receipt_with_a_character_of_another_script_is_not_made_and_the_character_is_named() {
    let strange = Receipt {
        holder: "Vương 王 Lệ".into(),
        ..birth()
    };
    let made = render(&strange, template(strange.received_on()), Print::default());
    assert!(
        matches!(made, Err(FormError::MissingGlyph { character: '王' })),
        "no citizen gets a box in his name: {:?}",
        made.err()
    );
}

/// Ê Đê, Gia Rai, Ba Na, Xơ Đăng, Cơ Ho, Mnông, Chăm, Cơ Tu: letters Vietnamese does not have.
const MINORITIES: &str = "ĂăÂâƀɃČčĐđĔĕÊêẼẽĬĭÑñŎŏÔôŐőƠơỒồŬŭƯưŪūĀāĒēŌōṄṅṆṇɓɗŇňŘřƁƊḆḇÇçËëÏïÖöÜüÿǍǎǦǧʼʻ’";

#[test]
fn letters_of_the_other_peoples_of_the_country_come_out_of_the_file_as_they_went_in() {
    let receipt = Receipt {
        holder: "Y Ƀlŭk Ñhŏt Čil Ayŭn".into(),
        note: MINORITIES.into(),
        ..birth()
    };
    let path = filed("minorities", &receipt);
    if let Some(text) = tool("pdftotext", &["-raw", path.to_str().unwrap(), "-"]) {
        let text = squeezed(&text);
        assert!(
            text.contains("YɃlŭkÑhŏtČilAyŭn") && text.contains(MINORITIES),
            "{text}"
        );
    }
}

#[test]
fn decomposed_text_is_drawn_as_composed_text_is() {
    let decomposed = Receipt {
        holder: "Đinh Thi\u{323} Ha\u{300}".into(),
        ..birth()
    };
    assert_eq!(printed(&decomposed), printed(&birth()));
}

#[test]
fn a_mark_without_a_composed_letter_stands_over_its_letter() {
    let (placed, _) = boxes(&Receipt {
        holder: "Y Bhê\u{306} Niê Kdăm".into(),
        ..birth()
    });
    let mark = placed
        .iter()
        .any(|it| matches!(&it.ink, Ink::Text { text, .. } if text == "\u{306}"));
    assert!(mark);
}

#[test]
fn all_146_letters_survive_the_way_through_the_file() {
    let both = format!("{} {}", LETTERS, LETTERS.to_uppercase());
    let receipt = Receipt {
        note: both.clone(),
        ..birth()
    };
    if let Some(text) = tool(
        "pdftotext",
        &["-raw", filed("letters", &receipt).to_str().unwrap(), "-"],
    ) {
        assert!(squeezed(&text).contains(&squeezed(&both)));
    }
}
