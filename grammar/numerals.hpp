// Stage: grammar. Numbers and dates as people write them beside the notation of the language, for proposals.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fenji::grammar {

// Bytes at the front of `text` that spell a number in Chinese (四百万, 百分之二十, 百分之20), and its digits (400万, 20%).
std::size_t match_numeral(std::string_view text, std::string& digits);

// A day written 2026/3/1, 2026.3.1, 20260301 or 2026年3月1号 as 2026-03-01; nothing for other texts and no such day.
std::optional<std::string> date_meant(std::string_view text);

// Two such days with anything between them, as the first and the last day.
struct DaysMeant {
  std::string first, last;
};
std::optional<DaysMeant> days_meant(std::string_view text);

}  // namespace fenji::grammar
