# The program, the stages as libraries with their headers, and the package that find_package(fenji) reads. Included last, when
# every stage and the program are defined.
include(CMakePackageConfigHelpers)

set(FENJI_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/fenji)

install(TARGETS fenji RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS ${FENJI_ALL_STAGES} fenji_all EXPORT fenjiTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/grammar ${PROJECT_SOURCE_DIR}/engine
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/fenji FILES_MATCHING PATTERN "*.hpp" PATTERN "fenji.h")
install(TARGETS fenji_c EXPORT fenjiTargets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${PROJECT_SOURCE_DIR}/engine/abi/fenji.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(DIRECTORY ${FENJI_DOCUMENTS}/man DESTINATION ${CMAKE_INSTALL_DATADIR})
install(FILES ${FENJI_DOCUMENTS}/bash-completion/completions/fenji
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${FENJI_DOCUMENTS}/powershell/fenji.ps1 DESTINATION ${CMAKE_INSTALL_DATADIR}/powershell/completions)

install(EXPORT fenjiTargets NAMESPACE fenji:: DESTINATION ${FENJI_PACKAGE_DIR})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/fenjiConfig.cmake.in ${PROJECT_BINARY_DIR}/fenjiConfig.cmake
                              INSTALL_DESTINATION ${FENJI_PACKAGE_DIR})
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/fenjiConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/fenjiConfig.cmake ${PROJECT_BINARY_DIR}/fenjiConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/FindLibzip.cmake ${CMAKE_CURRENT_LIST_DIR}/FindUtf8proc.cmake
              ${CMAKE_CURRENT_LIST_DIR}/FindXlsxWriter.cmake
        DESTINATION ${FENJI_PACKAGE_DIR})
