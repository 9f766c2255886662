// SPDX-License-Identifier: Apache-2.0
#include "server/export/display_width.h"

#include <locale.h>
#include <wchar.h>

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

// Makes this thread read characters as UTF-8 while it lives.
class Utf8Scope {
 public:
  Utf8Scope() : before_(uselocale(Utf8Locale())) {}
  ~Utf8Scope() { uselocale(before_); }
  Utf8Scope(const Utf8Scope&) = delete;
  Utf8Scope& operator=(const Utf8Scope&) = delete;

 private:
  static locale_t Utf8Locale() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }

  locale_t before_;
};

struct Glyph {
  size_t bytes;
  size_t columns;
};

// The next character of `text`, which isn't empty. A byte that is no character counts as one
// column.
Glyph NextGlyph(absl::string_view text) {
  wchar_t character = 0;
  mbstate_t state{};
  const size_t bytes = mbrtowc(&character, text.data(), text.size(), &state);
  if (bytes == 0 || bytes > text.size()) return {1, 1};
  return {bytes, static_cast<size_t>(std::max(0, wcwidth(character)))};
}

// Bytes of the longest beginning of `text` that takes at most `columns`, with the marks on its last
// letter.
size_t BytesWithin(absl::string_view text, size_t columns) {
  const Utf8Scope scope;
  size_t bytes = 0;
  size_t taken = 0;
  while (bytes < text.size()) {
    const Glyph glyph = NextGlyph(text.substr(bytes));
    if (taken + glyph.columns > columns) break;
    bytes += glyph.bytes;
    taken += glyph.columns;
  }
  return bytes;
}

}  // namespace

size_t DisplayWidth(absl::string_view text) {
  const Utf8Scope scope;
  size_t columns = 0;
  while (!text.empty()) {
    const Glyph glyph = NextGlyph(text);
    columns += glyph.columns;
    text.remove_prefix(glyph.bytes);
  }
  return columns;
}

std::string FitToWidth(absl::string_view text, size_t width) {
  std::string fitted(text);
  if (DisplayWidth(text) > width) {
    fitted = absl::StrCat(text.substr(0, BytesWithin(text, width - 1)), "…");
  }
  fitted.append(width - std::min(width, DisplayWidth(fitted)), ' ');
  return fitted;
}

std::string AlignRight(absl::string_view text, size_t width) {
  return absl::StrCat(std::string(width - std::min(width, DisplayWidth(text)), ' '), text);
}

}  // namespace sucharit
