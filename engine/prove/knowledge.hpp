// Stage: prove. What is found out once about a set of rules and read by every prover.
#pragma once

#include "engine/prove/dependencies.hpp"
#include "engine/prove/normal_form.hpp"
#include "engine/prove/ranges.hpp"

namespace fenji::prove {

// Keeps a reference to `rules`.
struct Knowledge {
  explicit Knowledge(const model::Rules& all) : rules(all), forms(all), dependencies(all), ranges(all, forms) {}
  Knowledge(const Knowledge&) = delete;
  Knowledge& operator=(const Knowledge&) = delete;

  const model::Rules& rules;
  NormalForms forms;
  Dependencies dependencies;
  Ranges ranges;
};

}  // namespace fenji::prove
