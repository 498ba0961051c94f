#include "engine/abi/calls.hpp"

#include <new>

#include "engine/lists/late_library.hpp"

namespace fenji::abi {

fenji_code report(fenji_error** error, Fault fault) {
  const fenji_code code = fault.code;
  if (error != nullptr) *error = new fenji_error{std::move(fault)};
  return code;
}

fenji_code invalid(fenji_error** error, Message message) { return report(error, {FENJI_INVALID_ARGUMENT, std::move(message)}); }

fenji_code null_argument(fenji_error** error) {
  return invalid(error, {"有一个不能为 NULL 的参数是 NULL", "an argument that may not be NULL is NULL"});
}

Fault fault_of_exception() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return {FENJI_OUT_OF_MEMORY, {"内存不够", "out of memory"}};
  } catch (const lists::MissingLibrary& missing) {
    return {FENJI_FILE_UNREADABLE, missing.message()};
  } catch (const std::exception& exception) {
    const std::string what = exception.what();
    return {FENJI_INTERNAL, {"fenji 内部出错：" + what, "a fault inside fenji: " + what}};
  } catch (...) {
    return {FENJI_INTERNAL, {"fenji 内部出错", "a fault inside fenji"}};
  }
}

}  // namespace fenji::abi
