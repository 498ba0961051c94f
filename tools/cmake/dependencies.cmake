# The system's packages first; who has none gets them fetched, as SYSTEM, so that our warnings are not theirs. What a stage
# links and is not header-only stands in fenjiConfig.cmake.in too.
include(FetchContent)

set(FMT_INSTALL ${FENJI_INSTALL})  # a fetched fmt goes with us

FetchContent_Declare(fmt GIT_REPOSITORY https://github.com/fmtlib/fmt GIT_TAG 9.1.0 SYSTEM
                     FIND_PACKAGE_ARGS 9 NAMES fmt)
FetchContent_Declare(pegtl GIT_REPOSITORY https://github.com/taocpp/PEGTL GIT_TAG 3.2.7 SYSTEM
                     FIND_PACKAGE_ARGS 3.2 NAMES pegtl)
FetchContent_Declare(nlohmann_json GIT_REPOSITORY https://github.com/nlohmann/json GIT_TAG v3.11.2 SYSTEM
                     FIND_PACKAGE_ARGS 3.11 NAMES nlohmann_json)
FetchContent_Declare(tomlplusplus GIT_REPOSITORY https://github.com/marzer/tomlplusplus GIT_TAG v3.3.0 SYSTEM
                     FIND_PACKAGE_ARGS 3 NAMES tomlplusplus)
FetchContent_MakeAvailable(fmt pegtl nlohmann_json tomlplusplus)

# toml++ by its headers alone: the system's target stands for a library that was compiled with other settings than ours.
add_library(fenji_toml_headers INTERFACE)
add_library(toml::headers ALIAS fenji_toml_headers)
target_include_directories(fenji_toml_headers SYSTEM INTERFACE
  $<TARGET_PROPERTY:tomlplusplus::tomlplusplus,INTERFACE_INCLUDE_DIRECTORIES>)

find_package(ICU 60 REQUIRED COMPONENTS uc data)
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(EXPAT 2.4 REQUIRED)

list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
find_package(Libzip 1.7 REQUIRED)
find_package(Utf8proc 2 REQUIRED)
find_package(XlsxWriter 1.1 REQUIRED)

# Compiled in: whoever links an installed stage need not have them.
set(FENJI_HEADER_ONLY taocpp::pegtl nlohmann_json::nlohmann_json toml::headers)

if(FENJI_BUILD_TESTS)
  FetchContent_Declare(doctest GIT_REPOSITORY https://github.com/doctest/doctest GIT_TAG v2.4.9 SYSTEM
                       FIND_PACKAGE_ARGS 2.4 NAMES doctest)
  FetchContent_MakeAvailable(doctest)
endif()
