#include "engine/run/key_run.hpp"

#include <bit>
#include <cassert>
#include <cstring>
#include <utility>

namespace fenji::run {
namespace {

constexpr std::size_t longest_alike = 16;

// The finaliser of MurmurHash3 (Austin Appleby, public domain), a bijection that spreads every bit over all.
std::uint64_t spread(std::uint64_t bits) {
  bits ^= bits >> 33;
  bits *= 0xff51afd7ed558ccdULL;
  bits ^= bits >> 33;
  bits *= 0xc4ceb9fe1a85ec53ULL;
  return bits ^ bits >> 33;
}

constexpr std::uint64_t step = 0x9e3779b97f4a7c15ULL;

std::uint64_t turned(std::uint64_t word) { return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word; }

// Eight bytes as a number whose highest byte is the first, so that numbers compare as texts do.
std::uint64_t load_word(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return turned(word);
}

void store_word(std::uint64_t word, char* to) {
  word = turned(word);
  std::memcpy(to, &word, sizeof word);
}

// The first `size` bytes of eight, and zeros.
std::uint64_t first_bytes(std::uint64_t word, std::size_t size) {
  return size >= 8 ? word : size == 0 ? 0 : word & ~std::uint64_t{0} << (64 - 8 * size);
}

// The hash of a key whose bytes but the last `size`, at most eight, have been taken up.
std::uint64_t finished(std::uint64_t hash, std::uint64_t last_word) {
  hash = spread(hash ^ last_word);
  return hash == 0 ? 1 : hash;
}
std::uint64_t continued(std::uint64_t hash, std::uint64_t word) { return spread(hash ^ word) + step; }

// How the keys of a run of alike ones are made of two words; `size` from 1 to 16.
struct Parts {
  explicit Parts(std::size_t size)
      : short_by(size < 8 ? 64 - 8 * size : 0),
        prefix_short_by(size > 8 ? 128 - 8 * size : 0),
        prefix_mask(size > 8 ? ~std::uint64_t{0} : 0) {}

  // Of a key before whose end and from whose beginning eight bytes are readable.
  std::uint64_t word(const char* end) const { return load_word(end - 8) & ~std::uint64_t{0} >> short_by; }
  std::uint64_t prefix(const char* begin) const { return (load_word(begin) & prefix_mask) >> prefix_short_by; }

  std::uint64_t short_by;         // bits of the word that belong to no key
  std::uint64_t prefix_short_by;  // likewise of the prefix
  std::uint64_t prefix_mask;
};

// The key, in the first `size` bytes.
struct Spelled {
  char bytes[longest_alike] = {};
};
Spelled spelled(std::size_t size, std::uint64_t prefix, std::uint64_t word) {
  Spelled key;
  const Parts parts(size);
  if (size <= 8) {
    store_word(word << parts.short_by, key.bytes);
  } else {
    store_word(prefix << parts.prefix_short_by, key.bytes);
    store_word(word, key.bytes + size - 8);
  }
  return key;
}

}  // namespace

std::uint64_t key_hash(std::string_view key) {
  std::uint64_t hash = key.size() * step;
  for (; key.size() > 8; key.remove_prefix(8)) hash = continued(hash, load_word(key.data()));
  char rest[8] = {};
  if (!key.empty()) std::memcpy(rest, key.data(), key.size());
  return finished(hash, load_word(rest));
}

std::string_view trimmed_key(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

bool follows(std::string_view key, std::string_view before) {
  return key.size() != before.size() ? key.size() > before.size() : key > before;
}

std::uint64_t ShortKeys::hash(std::size_t i) const {
  return size == 0 ? words[i] : key_hash({spelled(size, prefix, words[i]).bytes, size});
}

// False: the key is not like those before it.
bool KeyRun::add_alike(std::string_view key) {
  const std::size_t size = key.size();
  if (size == 0 || size > longest_alike) return false;
  const Parts parts(size);
  const std::uint64_t front = load_word(key.data());
  const std::uint64_t word = size < 8 ? front >> parts.short_by : load_word(key.data() + size - 8);
  const std::uint64_t prefix = parts.prefix(key.data());
  if (keys_.words.empty()) {
    keys_.size = size;
    keys_.prefix = prefix;
  } else if (keys_.size != size || keys_.prefix != prefix || word <= keys_.words.back()) {
    return false;
  }
  keys_.words.push_back(word);
  return true;
}

// Of those from `row` on, until one is not like those before it, of which there is one at least; that is where it stops.
template <bool quoted>
std::size_t KeyRun::add_alike(const columns::CellSpans& cells, std::size_t row, std::size_t rows) {
  const std::size_t size = keys_.size;
  const std::uint64_t prefix = keys_.prefix;
  const Parts parts(size);
  const std::size_t before = keys_.words.size();
  keys_.words.resize(before + (rows - row));
  std::uint64_t* next = keys_.words.data() + before;
  std::uint64_t last = next[-1];
  for (; row < rows; ++row) {
    const std::string_view key = cells.template cell<quoted>(row);
    const std::uint64_t word = parts.word(key.data() + key.size());
    // What begins as the key before it, or greater, begins with no blank either.
    const bool ends_with_blank = (word & 0xff) <= ' ';
    if ((key.size() != size) | ends_with_blank | (parts.prefix(key.data()) != prefix) | (word <= last)) break;
    *next++ = last = word;
  }
  keys_.words.resize(static_cast<std::size_t>(next - keys_.words.data()));
  return row;
}

void KeyRun::spell_out() {
  if (!alike_) return;
  alike_ = false;
  const ShortKeys keys = std::exchange(keys_, {});
  keys_.words.reserve(keys.words.capacity());
  ends_.reserve(keys.words.capacity());
  text_.reserve(longest_alike * keys.words.capacity());
  for (const std::uint64_t word : keys.words) {
    const Spelled key = spelled(keys.size, keys.prefix, word);
    add_text({key.bytes, keys.size});
  }
}

void KeyRun::add(std::string_view key) {
  char padded[longest_alike] = {};
  if (key.size() <= sizeof padded) {
    if (!key.empty()) std::memcpy(padded, key.data(), key.size());
    key = {padded, key.size()};
  }
  add_padded(key);
}

void KeyRun::add_padded(std::string_view key) {
  if (alike_ && add_alike(key)) return;
  spell_out();
  add_text(key);
}

void KeyRun::add_cells(const columns::CellSpans& cells, std::size_t rows) {
  for (std::size_t row = 0; row < rows; ++row) {
    if (alike_ && size() > 0 && cells.doubled == nullptr) {
      row = cells.quotes ? add_alike<true>(cells, row, rows) : add_alike<false>(cells, row, rows);
      if (row == rows) return;
    }
    add_padded(trimmed_key(cells[row]));
  }
}

// From the beginning of a key that is no longer than 16 bytes so many are readable.
void KeyRun::add_text(std::string_view key) {
  const std::size_t size = key.size();
  if (size > 16) {
    ascending_ = ascending_ && (ends_.empty() || follows(key, this->key(ends_.size() - 1)));
    keys_.words.push_back(key_hash(key));
    text_.append(key);
    last_.size = size;
  } else {
    const std::uint64_t front = first_bytes(load_word(key.data()), size);
    const std::uint64_t back = size > 8 ? first_bytes(load_word(key.data() + 8), size - 8) : 0;
    const std::uint64_t seed = size * step;
    keys_.words.push_back(size > 8 ? finished(continued(seed, front), back) : finished(seed, front));
    const bool greater = front > last_.front || (front == last_.front && back > last_.back);
    ascending_ = ascending_ && size >= last_.size && (size > last_.size || greater);
    last_ = {size, front, back};
    std::memcpy(text_.free_room(16), key.data(), 16);
    text_.use(size);
  }
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
}

std::string KeyRun::text_of(std::size_t i) const {
  assert(i < size());
  if (!alike_) return std::string(key(i));
  return {spelled(keys_.size, keys_.prefix, keys_.words[i]).bytes, keys_.size};
}

}  // namespace fenji::run
