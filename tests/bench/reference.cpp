// bench_reference LIST RESULT: what somebody writes by hand for tests/bench/grading.fenji and nothing else, on one thread: no
// quotes, no other spellings than the generator's, whatever the policy can say of a record prepared as text. An upper mark for
// a general engine.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t columns = 12;
constexpr std::size_t block_size = std::size_t{512} << 10;

// Digits with a point and exactly `places` of them behind it; `-` in front.
std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  const bool negative = !text.empty() && text[0] == '-';
  for (std::size_t i = negative ? 1 : 0; i < text.size(); ++i) {
    if (text[i] != '.') value = value * 10 + (text[i] - '0');
  }
  return negative ? -value : value;
}

std::string decimal(std::int64_t thousandths) {
  std::string text = std::to_string(thousandths / 1000);
  std::string rest = std::to_string(1000 + thousandths % 1000).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return rest.empty() ? text : text + '.' + rest;
}

// By size band, margin band, past band: what stands behind the key of a rated record.
using Rated = std::array<std::array<std::array<std::string, 4>, 4>, 5>;
// By elements that fail, then by demand and funding missing: the same of the others.
using Unrated = std::array<std::array<std::string, 4>, 16>;

Rated rated_lines() {
  constexpr int sizes[] = {50, 65, 75, 85, 100}, margins[] = {50, 70, 80, 100}, factors[] = {1000, 1050, 1100, 1200};
  Rated lines;
  for (std::size_t s = 0; s < 5; ++s) {
    for (std::size_t m = 0; m < 4; ++m) {
      for (std::size_t p = 0; p < 4; ++p) {
        // In hundred-thousandths, which are exact.
        const std::int64_t score = std::int64_t{6 * sizes[s] + 4 * margins[m]} * factors[p] / 10;
        const char tier = score >= 95'000 ? 'A' : score >= 80'000 ? 'B' : score >= 65'000 ? 'C' : 'D';
        lines[s][m][p] = "," + std::to_string(sizes[s]) + "," + std::to_string(margins[m]) + "," + decimal(factors[p]) + "," +
                         decimal(score) + "," + tier + ",rated,\r\n";
      }
    }
  }
  return lines;
}

Unrated unrated_lines() {
  constexpr const char* elements[] = {"wants", "funded", "timely", "known"};
  constexpr const char* fields[] = {"demand", "funding"};
  const auto joined = [](unsigned set, const char* const* names, std::size_t count, const char* opening) {
    std::string text;
    std::size_t found = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if ((set >> i & 1) == 0) continue;
      text += (found++ == 0 ? opening : ", ") + std::string(names[i]);
    }
    return found > 1 ? '"' + text + '"' : text;
  };
  Unrated lines;
  for (unsigned failed = 0; failed < 16; ++failed) {
    for (unsigned missing = 0; missing < 4; ++missing) {
      lines[failed][missing] = failed != 0 ? ",,,,,,ineligible," + joined(failed, elements, 4, "Not met: ") + "\r\n"
                                           : ",,,,,,incomplete," + joined(missing, fields, 2, "Missing: ") + "\r\n";
    }
  }
  return lines;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  std::FILE* const list = std::fopen(arguments[1], "rb");
  std::FILE* const result = std::fopen(arguments[2], "wb");
  if (list == nullptr || result == nullptr) return 1;
  std::setvbuf(result, nullptr, _IONBF, 0);
  const Rated rated = rated_lines();
  const Unrated unrated = unrated_lines();
  std::vector<char> bytes(2 * block_size);
  std::string out = "\xEF\xBB\xBF" "customer,size points,margin points,factor,score,tier,status,notes\r\n";
  std::size_t kept = 0;
  bool header = true;
  for (;;) {
    const std::size_t got = std::fread(bytes.data() + kept, 1, block_size, list);
    if (got == 0) break;
    const char* at = bytes.data();
    const char* const end = at + kept + got;
    for (;;) {
      const char* const line_end = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
      if (line_end == nullptr) break;
      std::array<std::string_view, columns> cells;
      const char* begin = at;
      std::size_t column = 0;
      for (const char* here = at; here <= line_end; ++here) {
        if (*here != ',' && *here != '\n') continue;
        cells[column++] = {begin, static_cast<std::size_t>(here - begin)};
        begin = here + 1;
      }
      at = line_end + 1;
      if (std::exchange(header, false)) continue;
      const std::string_view demand = cells[3], funding = cells[4];
      const std::int64_t volume = number(cells[9]), past = number(cells[11]);
      const std::int64_t margin = cells[10].empty() ? -1000 : number(cells[10]);
      const bool funds = number(cells[5]) >= 5'000'000;
      const bool funding_fails = funding == "none";
      const unsigned failed = (demand == "no" ? 1U : 0U) | (!funds || funding_fails ? 2U : 0U) | (cells[6] != "2026" ? 4U : 0U) |
                              (cells[7].empty() || cells[8].empty() ? 8U : 0U);
      const unsigned missing = (demand.empty() ? 1U : 0U) | (funding.empty() ? 2U : 0U);
      const auto band = [](std::int64_t value, auto... limits) { return (std::size_t{0} + ... + (value >= limits ? 1U : 0U)); };
      out += cells[0];
      out += failed != 0 || missing != 0
                 ? unrated[failed][missing]
                 : rated[band(volume, 50'000'000, 150'000'000, 300'000'000, 600'000'000)][band(margin, 100, 250, 400)]
                        [band(past, 1, 100'000'000, 300'000'000)];
    }
    std::fwrite(out.data(), 1, out.size(), result);
    out.clear();
    kept = static_cast<std::size_t>(end - at);
    std::memmove(bytes.data(), at, kept);
  }
  return std::fclose(result) == 0 ? 0 : 1;
}
