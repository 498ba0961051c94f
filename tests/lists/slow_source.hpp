// Bytes that come at most so many at a time, as from a pipe.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "engine/lists/byte_source.hpp"

namespace fenji::lists::test {

class SlowSource : public ByteSource {
 public:
  SlowSource(std::string bytes, std::size_t piece, std::optional<Encoding> encoding = std::nullopt)
      : bytes_(std::move(bytes)), memory_(bytes_, {"“名单.csv”", "“list.csv”"}, encoding), piece_(piece) {}
  SlowSource(const SlowSource&) = delete;
  SlowSource& operator=(const SlowSource&) = delete;

  Result<std::size_t> read(char* to, std::size_t size) override { return memory_.read(to, std::min(size, piece_)); }
  Message name() const override { return memory_.name(); }
  std::optional<Encoding> encoding() const override { return memory_.encoding(); }

 private:
  std::string bytes_;
  MemorySource memory_;
  std::size_t piece_;
};

}  // namespace fenji::lists::test
