// Stage: prove. What `all` and `any` of several conditions can be.
#pragma once

#include "engine/prove/possible.hpp"

namespace fenji::prove {

inline constexpr States without_known = any_state & static_cast<States>(~known_only);

// Takes the parts of an `all`, or of an `any`, one by one.
class Connection {
 public:
  explicit Connection(bool all) : all_(all) {}

  void add(const Possible& part) {
    met_ = met_ && (all_ ? part.can_be_yes() : part.can_be_no());
    failed_ = failed_ || (all_ ? part.can_be_no() : part.can_be_yes());
    decided_ = decided_ || (all_ ? part.is_no() : part.is_yes());
    open_ |= part.states & without_known;
  }
  bool is_decided() const { return decided_; }  // whatever the other parts are
  Possible result() const {
    if (decided_) return truth(!all_, all_, 0);
    return all_ ? truth(met_, failed_, open_) : truth(failed_, met_, open_);
  }

 private:
  bool all_;
  bool met_ = true, failed_ = false, decided_ = false;
  States open_ = 0;
};

inline Possible negated(const Possible& value) { return truth(value.can_be_no(), value.can_be_yes(), value.states); }

}  // namespace fenji::prove
