// SPDX-License-Identifier: Apache-2.0
//
// What every benchmark needs: medians, a line of the table, another process and what it costs.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sucharit::bench {

// Seconds on a clock that only goes forward.
double Now();

// The value below which the share `part` (0 to 1) of `values` lies; 0 of none.
double Percentile(std::vector<double> values, double part);
double Median(const std::vector<double>& values);

// One line of run.sh's table: "what | measured | baseline | ratio | goal | met". `ratio` and
// `baseline` may be empty.
struct Figure {
  std::string what;
  std::string measured;
  std::string baseline;
  std::string ratio;
  std::string goal;
  bool met = false;
};
void Print(const Figure& figure);

// A line of the table without a goal.
void PrintForReading(absl::string_view what, absl::string_view measured);

// A program that was started here; stopped by SIGTERM and waited for when this goes.
class Process {
 public:
  // `arguments` begins with the program's path; its output goes to `log`.
  Process(const std::vector<std::string>& arguments, const std::string& log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Seconds of processor time so far.
  double CpuSeconds() const;

  // A line of /proc/PID/status, such as "VmHWM" (KiB) or "Threads".
  int64_t Status(absl::string_view name) const;

  // From here on VmHWM is the peak.
  void ForgetPeak() const;

 private:
  pid_t pid_ = -1;
};

// The same of this process.
double OwnCpuSeconds();
int64_t OwnStatus(absl::string_view name);

// The address that a server writes to `file` once it listens. Ends the program after a minute.
std::string AwaitAddress(const std::string& file);

// Raises the limit of open files to what is allowed.
void AllowManyFiles();

}  // namespace sucharit::bench
