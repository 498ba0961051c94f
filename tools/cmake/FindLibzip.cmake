# The CMake package that Debian's libzip brings wants programs that it does not bring. Defines libzip::zip; installed beside
# fenjiConfig.cmake, which needs it too.
find_path(Libzip_INCLUDE_DIR zip.h)
find_path(Libzip_CONFIG_INCLUDE_DIR zipconf.h HINTS ${Libzip_INCLUDE_DIR})
find_library(Libzip_LIBRARY zip)
mark_as_advanced(Libzip_INCLUDE_DIR Libzip_CONFIG_INCLUDE_DIR Libzip_LIBRARY)

if(Libzip_CONFIG_INCLUDE_DIR)
  file(STRINGS "${Libzip_CONFIG_INCLUDE_DIR}/zipconf.h" Libzip_VERSION REGEX "^#define LIBZIP_VERSION \"[0-9.]+")
  string(REGEX REPLACE ".*\"([0-9.]+).*" "\\1" Libzip_VERSION "${Libzip_VERSION}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libzip
  REQUIRED_VARS Libzip_LIBRARY Libzip_INCLUDE_DIR Libzip_CONFIG_INCLUDE_DIR
  VERSION_VAR Libzip_VERSION)

if(Libzip_FOUND AND NOT TARGET libzip::zip)
  add_library(libzip::zip UNKNOWN IMPORTED)
  set_target_properties(libzip::zip PROPERTIES
    IMPORTED_LOCATION "${Libzip_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${Libzip_INCLUDE_DIR};${Libzip_CONFIG_INCLUDE_DIR}")
endif()
