// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/virtual_screen.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>

extern char** environ;

namespace sucharit::testing {
namespace {

constexpr int kServersEnd = 3;

[[noreturn]] void GiveUp(const char* what) {
  std::fprintf(stderr, "no virtual screen: %s\n", what);
  std::abort();
}

// The server picks a number that is free, and says it on `ends[1]` once it takes connections.
pid_t StartServer(const QSize& size, const int (&ends)[2]) {
  std::string screen = std::to_string(size.width()) + "x" + std::to_string(size.height()) + "x24";
  std::string program = "Xvfb";
  std::string display = "-displayfd";
  std::string descriptor = std::to_string(kServersEnd);
  std::string option = "-screen";
  std::string number = "0";
  std::string quiet = "-nolisten";
  std::string tcp = "tcp";
  char* arguments[] = {program.data(), display.data(), descriptor.data(),
                       option.data(),  number.data(),  screen.data(),
                       quiet.data(),   tcp.data(),     nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], kServersEnd);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t server = 0;
  const int failed = posix_spawnp(&server, "Xvfb", &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) GiveUp("Xvfb isn't installed");
  return server;
}

std::string ReadLine(int descriptor) {
  std::string line;
  char letter = 0;
  while (read(descriptor, &letter, 1) == 1 && letter != '\n') line += letter;
  return line;
}

}  // namespace

struct VirtualScreen::Connection {
  explicit Connection(const std::string& name) : display(XOpenDisplay(name.c_str())) {
    if (display == nullptr) GiveUp("no connection");
  }
  ~Connection() { XCloseDisplay(display); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Display* display;
};

VirtualScreen::VirtualScreen(const QSize& size) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) GiveUp("no pipe");
  server_ = StartServer(size, ends);
  close(ends[1]);
  const std::string number = ReadLine(ends[0]);
  close(ends[0]);
  if (number.empty()) GiveUp("Xvfb ended");
  name_ = ":" + number;
  connection_ = std::make_unique<Connection>(name_);
}

VirtualScreen::~VirtualScreen() {
  connection_.reset();
  kill(server_, SIGTERM);
  waitpid(server_, nullptr, 0);
}

QImage VirtualScreen::Picture(const QRect& part) const {
  Display* display = connection_->display;
  XImage* image = XGetImage(display, DefaultRootWindow(display), part.x(), part.y(),
                            static_cast<unsigned>(part.width()),
                            static_cast<unsigned>(part.height()), AllPlanes, ZPixmap);
  if (image == nullptr || image->bits_per_pixel != 32) GiveUp("no picture");
  const QImage picture = QImage(reinterpret_cast<const uchar*>(image->data), image->width,
                                image->height, image->bytes_per_line, QImage::Format_RGB32)
                             .copy();
  XDestroyImage(image);
  return picture;
}

void VirtualScreen::Click(const QPoint& where) const {
  Display* display = connection_->display;
  XTestFakeMotionEvent(display, 0, where.x(), where.y(), CurrentTime);
  XTestFakeButtonEvent(display, 1, True, CurrentTime);
  XTestFakeButtonEvent(display, 1, False, CurrentTime);
  XFlush(display);
}

}  // namespace sucharit::testing
