# SPDX-License-Identifier: Apache-2.0
"""Lets WeasyPrint write PDFs in which Thai text can be searched. Python loads it before WeasyPrint's own program.

SARA AM (as in the word for "do") is drawn by two glyphs, a circle and SARA AA. WeasyPrint 57 names each glyph once in
the PDF's table for searching and copying, so every SARA AM became SARA AA there. Here the second glyph gets, wherever it
follows a circle, a number of its own that is named SARA AM and drawn by the glyph of SARA AA.

Python reports an error here and goes on: with a WeasyPrint that is built otherwise the PDF is as it would be without.
"""
import re

import pydyf
from weasyprint import pdf as weasyprint_pdf
from weasyprint.pdf.stream import Font, Stream

SARA_AM = '\u0e33'
TONES = '\u0e48\u0e49\u0e4a\u0e4b'


class GlyphNames(dict):
    """What glyphs of one font stand for. It is told every glyph that is drawn, in order."""

    def __init__(self, first_free):
        super().__init__()
        self.first_free = first_free  # The lowest number that is no glyph's.
        self.circles = set()
        self.numbers = {}  # Of SARA AA's glyph as a part of SARA AM.
        self.nameless = []  # The glyphs since the last that had a name.

    def __contains__(self, glyph):
        return False  # Else only the first use of a glyph would be told.

    def __setitem__(self, glyph, text):
        if text == '':
            self.nameless.append(glyph)
        else:
            if text.endswith(SARA_AM):
                text = self.part(glyph, text)
            self.nameless = []
        self.name(glyph, text)

    def name(self, glyph, text):
        if not self.get(glyph):
            super().__setitem__(glyph, text)

    def part(self, glyph, text):
        """Tells the glyphs of a cluster that ends in SARA AM apart; returns what the last one is elsewhere."""
        letters = list(text[:-1])
        tones = sum(letter in TONES for letter in letters)
        letters.insert(len(letters) - tones, '')  # The circle is drawn before a tone mark.
        if len(letters) != len(self.nameless):
            return text
        for other, letter in zip(self.nameless, letters):
            self.name(other, letter)
            if letter == '':
                self.circles.add(other)
        self.numbers.setdefault(glyph, self.first_free + len(self.numbers))
        return '\u0e32'

    def renumber(self, codes):
        """Four hexadecimal digits a glyph, in the order drawn."""
        result = ''
        after_circle = False
        for code in re.findall('....', codes):
            glyph = int(code, 16)
            if after_circle and glyph in self.numbers:
                code = f'{self.numbers[glyph]:04x}'
            after_circle = glyph in self.circles or (after_circle and (self.get(glyph) or ' ') in TONES)
            result += code
        return result


NAMES = {}  # By the font's hash.

make_font = Font.__init__
clean_font = Font.clean
set_font_size = Stream.set_font_size
show_text = Stream.show_text
build_fonts = weasyprint_pdf.build_fonts_dictionary


def make_font_with_names(font, *arguments):
    make_font(font, *arguments)
    if not font.bitmap and font.ttfont is not None and 'glyf' in font.ttfont:
        first_free = font.ttfont['maxp'].numGlyphs
        font.cmap = NAMES.setdefault(font.hash, GlyphNames(first_free))


def clean_font_of_glyphs(font, cmap):
    names = NAMES.get(font.hash)
    clean_font(font, {glyph: cmap[glyph] for glyph in list(cmap) if names is None or glyph < names.first_free})


def set_and_keep_font_size(stream, font, size):
    stream.font_hash = font
    set_font_size(stream, font, size)


def show_renumbered_text(stream, text):
    names = NAMES.get(getattr(stream, 'font_hash', None))
    if names and names.numbers:
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
        for glyph, number in names.numbers.items() if names else ():
            names.name(number, SARA_AM)
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
    glyphs = list(range(names.first_free)) + list(names.numbers)
    stream = pydyf.Stream([b''.join(glyph.to_bytes(2, 'big') for glyph in glyphs)], compress=True)
    pdf.add_object(stream)
    dictionary['CIDToGIDMap'] = stream.reference


Font.__init__ = make_font_with_names
Font.clean = clean_font_of_glyphs
Stream.set_font_size = set_and_keep_font_size
Stream.show_text = show_renumbered_text
weasyprint_pdf.build_fonts_dictionary = build_fonts_with_numbers
