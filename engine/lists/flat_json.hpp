// Stage: lists. The usual JSON record, one object with neither objects nor arrays inside, read where it stands. What it
// understands it gives as json_record.hpp says; it leaves the rest to that. Most records have the keys of the one before,
// written the same way: what stands between two values is compared before it is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/arena.hpp"

namespace fenji::lists {

class FlatJson {
 public:
  struct Member {
    std::string_view key;      // between its quotes, as it is written
    std::uint64_t number = 0;  // of the key: the same number at the same place means the same key
    std::string_view cell;     // UTF-8; where it is plain, 16 bytes and the whole of it in pieces of 16 bytes are readable
    bool plain = true;         // `cell` has no comma, quote or line end; else it may have
  };

  // False: ask read_json_record(), be it that the text is not valid JSON. Members are good until the next call, and as long as
  // `text` stays as it is; keys may repeat. Behind `text`, json_padding bytes (json_run.hpp) are readable. `usual`: somebody
  // knows that usual_prefix() is all of it.
  bool read(std::string_view text, bool usual = false);
  const std::vector<Member>& members() const { return members_; }

  // How much of a text is UTF-8 and holds none of the characters that json_record.hpp treats in a way of its own.
  static std::size_t usual_prefix(std::string_view text);

  // A key of a member as text; nothing where it is none: ask read_json_record(). As read() says of the record, json_padding
  // bytes behind it must be readable.
  static std::optional<std::string> name(std::string_view key);

 private:
  // What a record before had in front of the value of one place, from behind the value before.
  struct Before {
    std::string text;  // and json_padding bytes
    std::size_t size = 0;
    std::size_t key = 0, key_size = 0;  // in `text`
    std::uint64_t number = 0;
  };

  bool read_members(const char* at, const char* end);
  static bool pass_same(const Before& before, const char*& at, const char* end, Member& member);
  bool pass_to_value(std::size_t place, const char*& at, const char* end, Member& member);

  std::vector<Member> members_;
  std::vector<Before> before_;  // by place of the value
  std::uint64_t numbers_ = 0;   // of keys so far
  Arena unescaped_;
};

}  // namespace fenji::lists
