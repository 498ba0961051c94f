#include "engine/run/workload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace fenji::run {
namespace {

using model::Contact;
using model::Int128;

// How many periods a year has.
std::int64_t periods_a_year(Contact::Period period) {
  switch (period) {
    case Contact::Period::day:
      return 365;
    case Contact::Period::week:
      return 52;
    case Contact::Period::month:
      return 12;
    case Contact::Period::quarter:
      return 4;
    case Contact::Period::half_year:
      return 2;
    case Contact::Period::year:
      return 1;
  }
  return 1;
}

// A sum of fractions kept over a common denominator. Denominators are products of few small numbers (12 months and the
// periods that an author writes), customers at most 10^12: the numerators stay far below 128 bits.
struct Sum {
  Int128 numerator = 0;
  std::int64_t denominator = 1;

  void add(Int128 more, std::int64_t over) {
    const std::int64_t common = std::lcm(denominator, over);
    numerator = numerator * (common / denominator) + more * (common / over);
    denominator = common;
    const Int128 divisor = greatest_common_divisor(numerator, denominator);
    numerator /= divisor;
    denominator = static_cast<std::int64_t>(denominator / divisor);
  }
  model::Decimal rounded() const {
    return model::divide_rounded({numerator, 0}, {denominator, 0}, 2).value_or(model::Decimal{});
  }

 private:
  static Int128 greatest_common_divisor(Int128 left, Int128 right) {
    while (right != 0) {
      const Int128 rest = left % right;
      left = right;
      right = rest;
    }
    return left == 0 ? 1 : left;
  }
};

struct ActionSum {
  Contact contact;  // its action counts
  Sum minimum, maximum;
};

bool same_action(const Contact& left, const Contact& right) {
  return left.action == right.action && left.other_action == right.other_action;
}

std::string action_text(Contact contact, Language language) {
  if (contact.action == Contact::Action::unspecified) return {};
  contact.minimum = contact.maximum = 0;
  return model::to_text(model::Contacts{contact}, language);
}

}  // namespace

std::string month_text(std::int32_t month) { return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1); }

std::vector<RoleWorkload> workload(const model::Plan& plan, const std::vector<std::uint64_t>& customers, Language language) {
  std::vector<RoleWorkload> loads;
  for (const model::Role& role : plan.roles) {
    std::vector<ActionSum> sums;
    for (std::size_t row = 0; row < role.contacts.size(); ++row) {
      for (const Contact& contact : role.contacts[row]) {
        if (contact.maximum == 0) continue;
        auto sum =
            std::find_if(sums.begin(), sums.end(), [&](const ActionSum& known) { return same_action(known.contact, contact); });
        if (sum == sums.end()) {
          sums.push_back({contact, {}, {}});
          sum = sums.end() - 1;
        }
        const Int128 yearly = static_cast<Int128>(customers[row]) * periods_a_year(contact.period);
        const std::int64_t months = 12 * static_cast<std::int64_t>(contact.periods);
        sum->minimum.add(yearly * contact.minimum, months);
        sum->maximum.add(yearly * contact.maximum, months);
      }
    }
    for (const ActionSum& sum : sums) {
      loads.push_back({role.name, action_text(sum.contact, language), {sum.minimum.rounded(), sum.maximum.rounded()}});
    }
  }
  return loads;
}

}  // namespace fenji::run
