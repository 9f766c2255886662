// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include <QImage>
#include <QPoint>
#include <QRect>
#include <QSize>

namespace sucharit::testing {

// A screen that nobody sees, with an X server (Xvfb) of its own, and the hand in front of it. Ends
// the program if there can be none.
class VirtualScreen {
 public:
  explicit VirtualScreen(const QSize& size);

  // Ends the X server.
  ~VirtualScreen();
  VirtualScreen(const VirtualScreen&) = delete;
  VirtualScreen& operator=(const VirtualScreen&) = delete;

  // For DISPLAY: ":7".
  const std::string& name() const { return name_; }

  // What stands there now.
  QImage Picture(const QRect& part) const;

  // A press and release of the first mouse button.
  void Click(const QPoint& where) const;

 private:
  struct Connection;

  pid_t server_ = 0;
  std::string name_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace sucharit::testing
