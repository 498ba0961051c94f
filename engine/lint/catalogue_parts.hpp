// Stage: lint. The catalogue's entries, by name.
#pragma once

#include "engine/lint/catalogue.hpp"

namespace fenji::lint {

std::vector<Explained> explained_a_to_m();
std::vector<Explained> explained_n_to_z();

}  // namespace fenji::lint
