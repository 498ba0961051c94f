#include "engine/audit/content_hash.hpp"

#include <openssl/evp.h>

#include <array>
#include <new>
#include <vector>

#include "engine/lists/input_file.hpp"
#include "engine/lists/late_library.hpp"

namespace fenji::audit {
namespace {

struct Libcrypto {
  lists::LateLibrary library{FENJI_LATE_LIBRARY};
  FENJI_LATE_FUNCTION(EVP_DigestFinal_ex);
  FENJI_LATE_FUNCTION(EVP_DigestInit_ex);
  FENJI_LATE_FUNCTION(EVP_DigestUpdate);
  FENJI_LATE_FUNCTION(EVP_MD_CTX_free);
  FENJI_LATE_FUNCTION(EVP_MD_CTX_new);
  FENJI_LATE_FUNCTION(EVP_sha256);
};

const Libcrypto& libcrypto() {
  static const Libcrypto functions;
  return functions;
}

}  // namespace

// The library refuses only where it has no memory: the digest is one that it always has.
struct ContentHash::Context {
  Context() : digest(libcrypto().EVP_MD_CTX_new()) {
    if (digest == nullptr || libcrypto().EVP_DigestInit_ex(digest, libcrypto().EVP_sha256(), nullptr) != 1)
      throw std::bad_alloc();
  }
  ~Context() { libcrypto().EVP_MD_CTX_free(digest); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  EVP_MD_CTX* digest;
};

ContentHash::ContentHash() : context_(std::make_unique<Context>()) {}
ContentHash::~ContentHash() = default;

void ContentHash::add(std::string_view bytes) {
  if (libcrypto().EVP_DigestUpdate(context_->digest, bytes.data(), bytes.size()) != 1) throw std::bad_alloc();
}

std::string ContentHash::digest() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  if (libcrypto().EVP_DigestFinal_ex(context_->digest, bytes.data(), &size) != 1) throw std::bad_alloc();
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += digits[bytes.at(i) >> 4];
    text += digits[bytes.at(i) & 15];
  }
  return text;
}

std::string content_hash(std::string_view bytes) {
  ContentHash hash;
  hash.add(bytes);
  return hash.digest();
}

lists::Result<std::string> file_hash(const std::string& path) {
  constexpr std::size_t piece = std::size_t{1} << 18;
  auto file = lists::InputFile::open(path);
  if (!file.ok()) return file.failure();
  ContentHash hash;
  std::vector<char> buffer(piece);
  while (true) {
    const auto count = file->read(buffer.data(), buffer.size());
    if (!count.ok()) return count.failure();
    if (*count == 0) return hash.digest();
    hash.add({buffer.data(), *count});
  }
}

}  // namespace fenji::audit
