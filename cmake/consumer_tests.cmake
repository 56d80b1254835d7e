# A project outside of the tree uses corolab in both ways that there are: the installed package as it was built here,
# and the sources as a subdirectory, then as shared objects if the package is static and the other way round.
if(NOT COROLAB_INSTALL OR NOT TARGET sim)
    return()
endif()
set(prefix "${PROJECT_BINARY_DIR}/consumer/prefix")
if(BUILD_SHARED_LIBS)
    set(other_kind OFF)
else()
    set(other_kind ON)
endif()

# consumer_test(<way> <cmake options>...)
function(consumer_test way)
    add_test(NAME consumer.${way} COMMAND ${CMAKE_CTEST_COMMAND}
        --build-and-test "${PROJECT_SOURCE_DIR}/test/consumer" "${PROJECT_BINARY_DIR}/consumer/${way}"
        --build-generator Ninja
        --build-options ${ARGN}
            "-DCMAKE_BUILD_TYPE="
            "-DCMAKE_UNITY_BUILD=${CMAKE_UNITY_BUILD}"
            "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}"
            "-DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}"
        --test-command consumer)
    set_tests_properties(consumer.${way} PROPERTIES LABELS compile TIMEOUT 600 PROCESSORS 2)
endfunction()

add_test(NAME consumer.install COMMAND ${CMAKE_COMMAND}
    "-Dbuild=${PROJECT_BINARY_DIR}" "-Dprefix=${prefix}" -P "${PROJECT_SOURCE_DIR}/test/consumer/install.cmake")
set_tests_properties(consumer.install PROPERTIES LABELS compile FIXTURES_SETUP package)
consumer_test(package "-DCMAKE_PREFIX_PATH=${prefix}")
set_tests_properties(consumer.package PROPERTIES FIXTURES_REQUIRED package)

# Without debug information, which nobody looks at here and which takes long to write.
consumer_test(subdirectory "-Dcorolab_source=${PROJECT_SOURCE_DIR}" -DBUILD_SHARED_LIBS=${other_kind})
