// How far a run is, on a terminal, once it has taken a second.
#pragma once

#include <fmt/format.h>

#include <chrono>

#include "engine/run/list_run.hpp"
#include "terminal.hpp"

namespace fenji::cli {

using Clock = std::chrono::steady_clock;

inline std::uint64_t microseconds_since(Clock::time_point start) {
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count());
}

class ProgressLine {
 public:
  ProgressLine(Language language, Clock::time_point start) : language_(language), start_(start) {}
  ~ProgressLine() {
    if (shown_) print_error("\r\x1b[K");
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::uint64_t records, std::uint64_t bytes) {
    const Clock::time_point now = Clock::now();
    if (now - start_ < std::chrono::seconds(1) || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    shown_ = true;
    const std::uint64_t megabytes = bytes >> 20;
    print_error(language_ == Language::chinese ? fmt::format("\r\x1b[K已处理 {} 条，{} MB", records, megabytes)
                                               : fmt::format("\r\x1b[K{} records, {} MB", records, megabytes));
  }

 private:
  Language language_;
  Clock::time_point start_;
  Clock::time_point last_;
  bool shown_ = false;
};

}  // namespace fenji::cli
