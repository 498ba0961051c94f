// bench_generate_sales ROWS GROUPS SEED > LIST: customers for tests/bench/shares.fenji, in so many offices, of which some are
// large. The bytes depend on the arguments alone.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "random_numbers.hpp"

namespace {

constexpr const char* cities[] = {"沈阳", "大连", "济南", "厦门", "福州", "南昌", "贵阳", "兰州", "呼和浩特", "石家庄"};
constexpr const char* trades[] = {"水利", "交通", "卫生", "教育", "档案", "审计", "统计"};
constexpr const char* forms[] = {"局", "中心", "研究所", "公司", "学院"};

// Cents: each decimal order of magnitude is as likely as any other; many amounts are round, so that some are equal.
void append_money(Random& random, std::string& line) {
  std::uint64_t top = 1'000'000;
  for (std::uint64_t order = random.below(4); order > 0; --order) top *= 10;
  std::uint64_t cents = top / 10 + random.below(top);
  if (random.percent(60)) cents -= cents % 100;
  if (random.percent(5)) cents -= cents % 100'000;
  char text[32];
  line.append(text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "%llu.%02llu", cents / 100ULL, cents % 100ULL)));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const std::uint64_t rows = std::strtoull(arguments[1], nullptr, 10);
  const std::uint64_t groups = std::strtoull(arguments[2], nullptr, 10);
  Random random(std::strtoull(arguments[3], nullptr, 10));
  if (groups == 0) return 2;
  std::string text = "customer,title,office,since,sales,last year\n";
  for (std::uint64_t row = 1; row <= rows; ++row) {
    char number[32];
    text.append(number, static_cast<std::size_t>(std::snprintf(number, sizeof number, "K%09llu,", row + 0ULL)));
    text.append(cities[random.below(10)]).append(trades[random.below(7)]).append(forms[random.below(5)]).append(",");
    if (!random.percent(1)) {
      // Half of them in a tenth of the offices.
      const std::uint64_t office = random.percent(50) ? random.below(groups / 10 + 1) : random.below(groups);
      text.append(number, static_cast<std::size_t>(std::snprintf(number, sizeof number, "B%05llu", office + 1ULL)));
    }
    text.append(number, static_cast<std::size_t>(std::snprintf(number, sizeof number, ",%llu,", 2000ULL + random.below(26))));
    if (!random.percent(2)) append_money(random, text);
    text += ',';
    if (!random.percent(30)) append_money(random, text);
    text += '\n';
    if (text.size() > 1U << 16 || row == rows) {
      std::fwrite(text.data(), 1, text.size(), stdout);
      text.clear();
    }
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
