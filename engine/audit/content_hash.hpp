// Stage: audit. What bytes are known by: SHA-256 (FIPS 180-4), in lower-case hexadecimal digits.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/lists/result.hpp"

namespace fenji::audit {

class ContentHash {
 public:
  ContentHash();
  ~ContentHash();
  ContentHash(const ContentHash&) = delete;
  ContentHash& operator=(const ContentHash&) = delete;

  void add(std::string_view bytes);
  // Of all that was added; the last call.
  std::string digest();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

std::string content_hash(std::string_view bytes);

// Of a file as it stands on the disk; what keeps it from being read.
lists::Result<std::string> file_hash(const std::string& path);

}  // namespace fenji::audit
