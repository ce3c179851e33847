#!/bin/sh
# Makes the fonts of the printed forms from Liberation Serif 2.1.5 (Debian package fonts-liberation2).
# Needs: fonttools (pip install fonttools==4.68.0). Usage: subset.sh DIR_WITH_LIBERATION_TTF OUT_DIR
#
# Kept: every Latin letter there is (Vietnamese, the alphabets of Ê Đê, Gia Rai, Ba Na, Xơ Đăng, Cơ Ho, Mnông, Chăm …),
# the marks that combine with them, Greek and Cyrillic of foreigners' papers, punctuation, and the box that stands for
# a character of any other script. `domain::viet::printed` holds the same ranges; a test compares them with the fonts.
# Dropped: hinting, kerning and other layout tables (the forms place glyphs by their advances).
# Renamed: the licence reserves the name "Liberation" for the unchanged fonts.
set -eu
from=$1
to=$2
unicodes=U+0020-007E,U+00A0-036F,U+0384-03CE,U+0400-045F,U+0490-0491,U+1E00-1EFF,U+2010-2015,U+2018-201E
unicodes=$unicodes,U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+2044,U+2070,U+2074-2079,U+2080-2089
unicodes=$unicodes,U+20AB,U+20AC,U+2116,U+2122,U+2153-215E,U+2190-2193,U+2212,U+2215,U+2219,U+221E,U+2248,U+2260
unicodes=$unicodes,U+2264-2265,U+25A0-25A1,U+25CF,U+2C60-2C6D
for style in Regular Bold Italic; do
    pyftsubset "$from/LiberationSerif-$style.ttf" --output-file="$to/MotcuaSerif-$style.ttf" \
        --unicodes="$unicodes" --no-hinting --layout-features='' --drop-tables+=GSUB,GPOS,GDEF,kern,FFTM,gasp \
        --name-IDs='*' --notdef-outline --no-recommended-glyphs --canonical-order --no-recalc-timestamp
    python3 - "$to/MotcuaSerif-$style.ttf" "$style" <<'PY'
import sys
from fontTools.ttLib import TTFont
path, style = sys.argv[1], sys.argv[2]
font = TTFont(path, recalcTimestamp=False)
table = font["name"]
table.names = [n for n in table.names if n.nameID in (0, 5, 13, 14) and n.platformID == 3]
texts = {1: "Motcua Serif", 2: style, 3: f"Motcua Serif {style}, from Liberation Serif 2.1.5",
         4: f"Motcua Serif {style}", 6: f"MotcuaSerif-{style}"}
for number, text in texts.items():
    table.setName(text, number, 3, 1, 0x409)
font.save(path)
PY
done
