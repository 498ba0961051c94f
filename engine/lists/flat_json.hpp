// Stage: lists. The usual JSON record, one object with neither objects nor arrays inside, read where it stands. What it
// understands it gives as json_record.hpp says; it leaves the rest to that.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/arena.hpp"

namespace fenji::lists {

class FlatJson {
 public:
  struct Member {
    std::string_view key;   // between its quotes, as it is written
    std::string_view cell;  // UTF-8
    bool plain = true;      // `cell` has no comma, quote or line end; else it may have
  };

  // False: ask read_json_record(), be it that the text is not valid JSON. Members are good until the next call, and as long as
  // `text` stays as it is; keys may repeat.
  bool read(std::string_view text);
  const std::vector<Member>& members() const { return members_; }

  // A key of a member as text; nothing where it is none: ask read_json_record().
  static std::optional<std::string> name(std::string_view key);

 private:
  std::vector<Member> members_;
  Arena unescaped_;
};

}  // namespace fenji::lists
