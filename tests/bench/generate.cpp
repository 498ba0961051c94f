// bench_generate ROWS SEED > LIST: customers for tests/bench/grading.fenji. The bytes depend on the arguments alone.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "random_numbers.hpp"

namespace {

template <std::size_t count>
std::string_view any(Random& random, const char* const (&words)[count]) {
  return words[random.below(count)];
}

// Cents: each decimal order of magnitude is as likely as any other; one in fifty stands on or a cent beside a limit.
void append_money(Random& random, std::string& line) {
  static constexpr std::uint64_t limits[] = {5'000'000, 50'000'000, 100'000'000, 150'000'000, 300'000'000, 600'000'000};
  std::uint64_t cents = 0;
  if (random.percent(2)) {
    cents = limits[random.below(6)] - 1 + random.below(3);
  } else {
    std::uint64_t top = 1'000'000;
    for (std::uint64_t order = random.below(4); order > 0; --order) top *= 10;
    cents = top / 10 + random.below(top);
    if (random.percent(60)) cents -= cents % 100;
  }
  char text[32];
  line.append(text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "%llu.%02llu", cents / 100ULL, cents % 100ULL)));
}

constexpr const char* surnames[] = {"赵", "钱", "孙", "李", "周", "吴", "郑", "王", "诸葛", "司马"};
constexpr const char* given_names[] = {"明", "红", "建军", "秀兰", "磊", "晓东", "婷", "伟"};
constexpr const char* cities[] = {"沈阳", "大连", "济南", "厦门", "福州", "南昌", "贵阳", "兰州", "呼和浩特", "石家庄"};
constexpr const char* trades[] = {"水利", "交通", "卫生", "教育", "档案", "审计", "统计"};
constexpr const char* forms[] = {"局", "中心", "研究所", "公司", "学院"};
constexpr const char* regions[] = {"华北", "华东", "华南", "西部"};
constexpr const char* stages[] = {"none", "planned", "granted", "granted"};

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const std::uint64_t rows = std::strtoull(arguments[1], nullptr, 10);
  Random random(std::strtoull(arguments[2], nullptr, 10));
  std::string text = "customer,title,region,demand,funding,funds,year,sponsor,contact,volume,margin,past\n";
  for (std::uint64_t row = 1; row <= rows; ++row) {
    char number[16];
    text.append(number, static_cast<std::size_t>(std::snprintf(number, sizeof number, "K%09llu", row + 0ULL)));
    const auto cell = [&](std::uint64_t blank_share, const auto& append) {
      text += ',';
      if (!random.percent(blank_share)) append();
    };
    cell(2, [&] { text.append(any(random, cities)).append(any(random, trades)).append(any(random, forms)); });
    cell(2, [&] { text += any(random, regions); });
    cell(2, [&] { text += random.percent(88) ? "yes" : "no"; });
    cell(2, [&] { text += any(random, stages); });
    cell(2, [&] { append_money(random, text); });
    cell(2, [&] { text += random.percent(80) ? "2026" : random.percent(50) ? "2025" : "2027"; });
    cell(6, [&] { text.append(any(random, surnames)).append(any(random, given_names)); });
    cell(9, [&] { text.append(any(random, surnames)).append(any(random, given_names)); });
    cell(2, [&] { append_money(random, text); });
    cell(2, [&] {
      const auto tenths = static_cast<int>(random.below(400) + random.below(300)) - 80;
      char share[16];
      const int magnitude = std::abs(tenths);
      std::snprintf(share, sizeof share, "%s%d.%d", tenths < 0 ? "-" : "", magnitude / 10, magnitude % 10);
      text += share;
    });
    cell(30, [&] { append_money(random, text); });
    text += '\n';
    if (text.size() > 1U << 16 || row == rows) {
      std::fwrite(text.data(), 1, text.size(), stdout);
      text.clear();
    }
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
