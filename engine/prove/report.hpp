// Stage: prove. Putting a finding into its form.
#pragma once

#include <string>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove {

// The finding stays where it is until the next one is added.
inline Diagnostic& report(Diagnostics& findings, std::string name, Severity severity, Span span, Message message) {
  Diagnostic finding;
  finding.name = std::move(name);
  finding.severity = severity;
  finding.span = span;
  finding.message = std::move(message);
  findings.push_back(std::move(finding));
  return findings.back();
}

}  // namespace fenji::prove
