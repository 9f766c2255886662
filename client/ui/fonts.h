// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sucharit {

// Makes the program write in a family that draws Thai right, by name: Loma, then Noto Sans Thai.
// Without a name the choice would depend on what is installed, and Noto Looped Thai of Debian 12
// sets tone marks wrongly. False if neither is installed; then Thai may come out as boxes. Needs a
// QGuiApplication.
bool UseThaiFont();

// Whether the font that the program writes in has Thai letters and the marks above and below them.
bool ThaiIsDrawn();

}  // namespace sucharit
