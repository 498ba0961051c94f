# fenji_late_library(STAGE SOURCE LIBRARY): the source of the stage, the only one that calls the imported library, loads it with
# its first call (engine/lists/late_library.hpp) where it is a shared library among those of a Linux system, where the loader
# finds it by its name. Elsewhere, and in wheels, whose tools look for what is linked, the stage links it.
function(fenji_late_library stage source library)
  get_target_property(location ${library} IMPORTED_LOCATION)
  set(name "")
  get_filename_component(folder "${location}" DIRECTORY)
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT SKBUILD AND location MATCHES "\\.so"
     AND folder IN_LIST CMAKE_CXX_IMPLICIT_LINK_DIRECTORIES)
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${location} OUTPUT_VARIABLE headers ERROR_QUIET)
    if(headers MATCHES "SONAME +([^\n ]+)")
      set(name ${CMAKE_MATCH_1})
    endif()
  endif()
  if(NOT name)
    target_link_libraries(fenji_${stage} PRIVATE ${library})
    return()
  endif()
  target_include_directories(fenji_${stage} SYSTEM PRIVATE $<BUILD_INTERFACE:$<TARGET_PROPERTY:${library},INTERFACE_INCLUDE_DIRECTORIES>>)
  set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS FENJI_LATE_LIBRARY="${name}")
endfunction()
