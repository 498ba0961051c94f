// Stage: abi. Why a call could not do what it was asked: the code for programs, the sentences for people.
#pragma once

#include "engine/abi/fenji.h"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::abi {

struct Fault {
  fenji_code code = FENJI_INTERNAL;
  Message message;
};

}  // namespace fenji::abi
