#include "engine/execute/kernel.hpp"

#include <cassert>

namespace fenji::execute {

KernelPointer make_kernel(const KernelSite& site) {
  using graph::Operation;
  switch (site.step().operation) {
    case Operation::constant:
    case Operation::field:
    case Operation::given:
      return make_source(site);
    case Operation::convert:
    case Operation::negate:
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::minimum:
    case Operation::maximum:
      return site.step().checked ? make_checked_arithmetic(site) : make_arithmetic(site);
    case Operation::divide:
      return make_division(site);
    case Operation::round:
      return make_rounding(site);
    case Operation::year:
    case Operation::add_days:
    case Operation::add_months:
    case Operation::full_months:
    case Operation::full_years:
      return make_dates(site);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
      return make_comparison(site);
    case Operation::within:
    case Operation::segment:
      return make_ranges(site);
    case Operation::word:
      return make_word(site);
    case Operation::all:
    case Operation::any:
    case Operation::negation:
    case Operation::at_least:
    case Operation::applicable:
      return make_logic(site);
    case Operation::choose_row:
      return make_row_choice(site);
    case Operation::pick:
      return make_pick(site);
  }
  assert(false);
  return nullptr;
}

}  // namespace fenji::execute
