// Stage: abi. The type of a column of an Arrow table, from its schema's format string.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/abi/fenji.h"

namespace fenji::abi {

struct ArrowType {
  enum class Kind : std::uint8_t {
    null,
    boolean,
    signed_integer,    // `bytes` wide
    unsigned_integer,  // likewise
    floating,          // 4 or 8
    decimal,           // 4, 8, 16 or 32; value = mantissa / 10^scale
    text,              // with offsets of 4 or 8 bytes …
    text_view,         // … or views of 16
    day,               // 4 bytes: days since 1970-01-01
    instant,           // 8 bytes: `per_day` of them make a day
  } kind = Kind::null;
  int bytes = 0;
  int scale = 0;  // may be negative
  std::int64_t per_day = 1;
  std::int64_t to_local = 0;  // instants: what is added to get the clock's time
  bool moment = false;        // a timestamp, which has a time of day besides

  bool is_number() const {
    return kind == Kind::signed_integer || kind == Kind::unsigned_integer || kind == Kind::floating || kind == Kind::decimal;
  }
  bool is_text() const { return kind == Kind::text || kind == Kind::text_view; }
  bool is_date() const { return kind == Kind::day || kind == Kind::instant; }
  // Buffers that an array of the type has at least.
  std::int64_t buffers() const { return kind == Kind::null ? 0 : kind == Kind::text ? 3 : 2; }
};

// Of the values themselves: for a dictionary that of its entries is asked for. Nothing for types that no field is read from.
std::optional<ArrowType> arrow_type(const ArrowSchema& schema);

// As users know it: `int64`, `dictionary of utf8`, `timestamp in Europe/Berlin`.
std::string type_name(const ArrowSchema& schema);

}  // namespace fenji::abi
