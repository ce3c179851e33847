#!/bin/sh
# Makes the fonts of the printed forms from Liberation Serif 2.1.5 (Debian package fonts-liberation2).
# Needs: fonttools (pip install fonttools==4.68.0). Usage: subset.sh DIR_WITH_LIBERATION_TTF OUT_DIR
#
# Kept: Latin with Vietnamese and the letters of Ba Na, Gia Rai and Ê Đê, the marks that combine, punctuation.
# Dropped: hinting, kerning and other layout tables (the forms place glyphs by their advances).
# Renamed: the licence reserves the name "Liberation" for the unchanged fonts.
set -eu
from=$1
to=$2
unicodes=U+0020-007E,U+00A0-00FF,U+0100-017F,U+0180,U+01A0-01A1,U+01AF-01B0,U+0243,U+0300-0304,U+0306-030C,U+031B
unicodes=$unicodes,U+0323,U+1E00-1EFF,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A
unicodes=$unicodes,U+2070,U+2074-2079,U+2080-2089,U+20AB,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2248,U+2260
unicodes=$unicodes,U+2264-2265
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
