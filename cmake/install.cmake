include(CMakePackageConfigHelpers)

get_property(libraries GLOBAL PROPERTY corolab_libraries)
get_property(programs GLOBAL PROPERTY corolab_programs)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/corolab")

# One export for each component: a user who asks for sockio alone needs neither yaml-cpp nor toml++ installed.
foreach(library IN LISTS libraries)
    install(TARGETS ${library} EXPORT corolab-${library}
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        FILE_SET HEADERS
        FILE_SET tables)
    install(EXPORT corolab-${library} NAMESPACE corolab:: DESTINATION "${package_dir}")

    # What the library links to is what its component has to load first.
    get_target_property(needs ${library} LINK_LIBRARIES)
    list(FILTER needs INCLUDE REGEX "^corolab::")
    list(TRANSFORM needs REPLACE "^corolab::" "")
    string(APPEND component_needs "set(_corolab_needs_${library} ${needs})\n")
endforeach()
if(programs)
    install(TARGETS ${programs})
endif()

# What an installation needs built, without the tests and samples of 'all'.
add_custom_target(installable DEPENDS ${libraries} ${programs})

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/corolabConfig.cmake.in" corolabConfig.cmake
    INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file(corolabConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/corolabConfig.cmake" "${PROJECT_BINARY_DIR}/corolabConfigVersion.cmake"
    DESTINATION "${package_dir}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
