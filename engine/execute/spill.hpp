// Stage: execute. Bytes that are not kept in memory, for what grows with the list: written once, read back later. Where they
// lie is the business of whoever gives the room, a file or, without one, memory after all. What fails is told in the end: those
// who write and read go on, for their results will not be used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::execute {

class Spill {
 public:
  virtual ~Spill() = default;
  Spill(const Spill&) = delete;
  Spill& operator=(const Spill&) = delete;

  // Any threads at once, as long as their ranges do not overlap.
  virtual void write(std::uint64_t at, std::span<const std::byte> bytes) = 0;
  // Of a range that was written. False: they cannot be had, as nothing can after a failure of any Spill of the room.
  virtual bool read(std::uint64_t at, std::span<std::byte> bytes) const = 0;

 protected:
  Spill() = default;
};

class SpillRoom {
 public:
  virtual ~SpillRoom() = default;
  SpillRoom(const SpillRoom&) = delete;
  SpillRoom& operator=(const SpillRoom&) = delete;

  // Empty. It may outlive the room.
  virtual std::unique_ptr<Spill> make() = 0;
  // What went wrong with any of them so far.
  virtual std::optional<Message> failure() const = 0;

 protected:
  SpillRoom() = default;
};

// In memory: nothing fails but for want of it.
std::unique_ptr<SpillRoom> memory_room();

}  // namespace fenji::execute
