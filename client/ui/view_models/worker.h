// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

#include <QMetaObject>
#include <QObject>

namespace sucharit {

// A thread for work that may wait for the disk or the network, one task after the other. A view
// model declares it last, so that the thread ends before what its tasks use.
class Worker {
 public:
  Worker();

  // Runs every task that was posted, then ends.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Runs `task` in the thread. Any thread may call it.
  void Post(std::function<void()> task);

  // Runs `work` in the thread, then `then` with its result in the thread of `receiver`, unless
  // `receiver` is gone.
  template <typename Work, typename Then>
  void Run(QObject* receiver, Work work, Then then) {
    Post([receiver, work = std::move(work), then = std::move(then)]() mutable {
      QMetaObject::invokeMethod(
          receiver,
          [then = std::move(then), result = work()]() mutable { then(std::move(result)); },
          Qt::QueuedConnection);
    });
  }

 private:
  void Loop();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool ending_ = false;
  std::thread thread_;  // Last: it uses the others.
};

}  // namespace sucharit
