# fenji_stage(NAME SOURCES … [DEPENDS …] [PRIVATE_DEPENDS …]): one library per stage, `fenji::NAME`. Stages link only what they
# may know, so that a wrong include does not link.
add_library(fenji_options INTERFACE)
add_library(fenji::options ALIAS fenji_options)
set_target_properties(fenji_options PROPERTIES EXPORT_NAME options)
target_compile_features(fenji_options INTERFACE cxx_std_20)
if(PROJECT_IS_TOP_LEVEL AND NOT SKBUILD AND NOT MSVC)  # whoever builds a wheel has another compiler
  set(FENJI_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
  # GCC 12 sees overlaps inside std::string that are not there, in `"text" + string` at -O3: https://gcc.gnu.org/PR105651
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    list(APPEND FENJI_WARNINGS -Wno-restrict)
  endif()
endif()

set_property(GLOBAL PROPERTY FENJI_STAGES options)

function(fenji_stage name)
  cmake_parse_arguments(STAGE "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(fenji_${name} STATIC ${STAGE_SOURCES})
  add_library(fenji::${name} ALIAS fenji_${name})
  set_target_properties(fenji_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_include_directories(fenji_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/fenji>)
  target_compile_options(fenji_${name} PRIVATE ${FENJI_WARNINGS})
  foreach(library IN LISTS FENJI_HEADER_ONLY)
    list(TRANSFORM STAGE_PRIVATE_DEPENDS REPLACE "^${library}$" "$<BUILD_INTERFACE:${library}>")
  endforeach()
  target_link_libraries(fenji_${name} PUBLIC fenji_options ${STAGE_DEPENDS} PRIVATE ${STAGE_PRIVATE_DEPENDS})
  set_property(GLOBAL APPEND PROPERTY FENJI_STAGES ${name})
endfunction()
