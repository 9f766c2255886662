# SPDX-License-Identifier: Apache-2.0
"""Lets WeasyPrint write PDFs in which Thai text can be searched. Python loads it before WeasyPrint's own program.

WeasyPrint 57 names each glyph in the PDF's table for searching and copying by the text that it stood for first, and
readers take letters in the order in which glyphs are drawn. Three things of Thai go wrong with that:
- SARA AM (as in "do") is drawn as a circle and SARA AA, so that it became SARA AA;
- fonts draw a tone mark before the vowel below it, so that "person" had its marks in the wrong order;
- and each of the two marks was named as the other.
Here a glyph is named after the letter that its name in the font says (uni0E48.low is U+0E48), and where such marks
stand together, glyphs get numbers of their own that are drawn alike and named right.

Python reports an error here and goes on: with a WeasyPrint that is built otherwise the PDF is as it would be without.
"""
import re

import pydyf
from weasyprint import pdf as weasyprint_pdf
from weasyprint.pdf.stream import Font, Stream

SARA_AA = '\u0e32'
SARA_AM = '\u0e33'
CIRCLE = '\u0e4d'
VOWELS_BELOW = '\u0e38\u0e39\u0e3a'
TONES = '\u0e48\u0e49\u0e4a\u0e4b'


def thai_letters(ttfont):
    letters = {}
    for glyph, name in enumerate(ttfont.getGlyphOrder()):
        found = re.fullmatch(r'uni(0E[0-7][0-9A-F])([._].*)?', name)
        if found:
            letters[glyph] = chr(int(found.group(1), 16))
    return letters


class GlyphNames(dict):
    """What the glyphs of one font stand for."""

    def __init__(self, ttfont):
        super().__init__()
        self.letters = thai_letters(ttfont)
        self.first_free = ttfont['maxp'].numGlyphs
        self.numbers = {}  # By glyph and name.

    def __setitem__(self, glyph, text):
        super().__setitem__(glyph, self.letters.get(glyph, text))

    def number(self, glyph, name):
        return self.numbers.setdefault((glyph, name), self.first_free + len(self.numbers))

    def renumber(self, codes):
        """Takes and returns four hexadecimal digits a glyph, in the order drawn."""
        glyphs = [int(code, 16) for code in re.findall('....', codes)]
        text = ''.join(self.letters.get(glyph, ' ') for glyph in glyphs)
        for found in re.finditer(f'{CIRCLE}[{TONES}]*{SARA_AA}', text):
            glyphs[found.start()] = self.number(glyphs[found.start()], '')
            glyphs[found.end() - 1] = self.number(glyphs[found.end() - 1], SARA_AM)
        for found in re.finditer(f'[{TONES}][{VOWELS_BELOW}]', text):
            tone, vowel = found.group()
            glyphs[found.start()] = self.number(glyphs[found.start()], vowel + tone)
            glyphs[found.end() - 1] = self.number(glyphs[found.end() - 1], '')
        return ''.join(f'{glyph:04x}' for glyph in glyphs)


NAMES = {}  # By the font's hash.

make_font = Font.__init__
clean_font = Font.clean
set_font_size = Stream.set_font_size
show_text = Stream.show_text
build_fonts = weasyprint_pdf.build_fonts_dictionary


def make_font_with_names(font, *arguments):
    make_font(font, *arguments)
    if not font.bitmap and font.ttfont is not None and 'glyf' in font.ttfont:
        font.cmap = NAMES.setdefault(font.hash, GlyphNames(font.ttfont))


def clean_font_of_glyphs(font, cmap):
    names = NAMES.get(font.hash)
    clean_font(font, {glyph: cmap[glyph] for glyph in list(cmap) if names is None or glyph < names.first_free})


def set_and_keep_font_size(stream, font, size):
    stream.font_hash = font
    set_font_size(stream, font, size)


def show_renumbered_text(stream, text):
    names = NAMES.get(getattr(stream, 'font_hash', None))
    if names is not None:
        # Kerning stands between the codes of a text; the codes are taken together and put back.
        codes = names.renumber(''.join(re.findall('<([0-9a-f]*)>', text)))
        position = 0
        pieces = []
        for piece in re.split('(<[0-9a-f]*>)', text):
            if piece.startswith('<'):
                length = len(piece) - 2
                piece = f'<{codes[position:position + length]}>'
                position += length
            pieces.append(piece)
        text = ''.join(pieces)
    show_text(stream, text)


def build_fonts_with_numbers(pdf, fonts, *arguments):
    for font in fonts.values():
        names = NAMES.get(font.hash)
        for (glyph, name), number in names.numbers.items() if names else ():
            names[number] = name
            if glyph in font.widths:
                font.widths[number] = font.widths[glyph]
    references = build_fonts(pdf, fonts, *arguments)
    by_name = {font.name: NAMES.get(font.hash) for font in fonts.values()}
    for dictionary in list(pdf.objects):
        if isinstance(dictionary, pydyf.Dictionary) and dictionary.get('Subtype') == '/CIDFontType2':
            add_numbers(pdf, dictionary, by_name.get(dictionary['BaseFont']))
    return references


def add_numbers(pdf, dictionary, names):
    if not names or not names.numbers:
        return
    glyphs = list(range(names.first_free)) + [glyph for glyph, _ in names.numbers]
    stream = pydyf.Stream([b''.join(glyph.to_bytes(2, 'big') for glyph in glyphs)], compress=True)
    pdf.add_object(stream)
    dictionary['CIDToGIDMap'] = stream.reference


Font.__init__ = make_font_with_names
Font.clean = clean_font_of_glyphs
Stream.set_font_size = set_and_keep_font_size
Stream.show_text = show_renumbered_text
weasyprint_pdf.build_fonts_dictionary = build_fonts_with_numbers
