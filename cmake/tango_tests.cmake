# The Tango servers are tested with a database, real clients and the twins. Debian's Python has PyTango, whatever other
# Python comes first in the path.
find_program(COROLAB_TANGO_DATABASE DataBaseds PATHS /usr/lib/tango NO_CACHE)
find_program(COROLAB_MARIADB mariadbd PATHS /usr/sbin NO_CACHE)
execute_process(COMMAND /usr/bin/python3 -c "import tango" RESULT_VARIABLE no_pytango OUTPUT_QUIET ERROR_QUIET)
if(NOT COROLAB_TANGO_DATABASE OR NOT COROLAB_MARIADB OR no_pytango OR NOT TARGET labsim)
    message(STATUS "The Tango servers are not tested: tango-db, mariadb-server-core or python3-tango is missing")
    return()
endif()

file(GLOB tests CONFIGURE_DEPENDS tango/test_*.py)
foreach(test IN LISTS tests)
    cmake_path(GET test STEM name)
    string(REPLACE "test_" "tango." name ${name})
    add_test(NAME ${name} COMMAND /usr/bin/python3 ${test} -v)
    set_tests_properties(${name} PROPERTIES LABELS tango TIMEOUT 240
        ENVIRONMENT "COROLAB_BIN_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY};COROLAB_SOURCE_DIR=${PROJECT_SOURCE_DIR};${COROLAB_TEST_ENVIRONMENT}")
endforeach()
