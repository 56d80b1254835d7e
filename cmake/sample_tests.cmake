# Every sample runs as a test: without arguments it has to find what it needs (an in-process twin) and end with 0.
# demo is the exception: it is given the twins of labsim by ./dev demo.
file(GLOB samples CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/samples/*.cpp")
foreach(sample IN LISTS samples)
    cmake_path(GET sample STEM name)
    if(TARGET sample_${name} AND NOT name STREQUAL "demo")
        add_test(NAME sample.${name} COMMAND sample_${name})
        set_tests_properties(sample.${name} PROPERTIES LABELS sample TIMEOUT ${COROLAB_TEST_TIMEOUT})
    endif()
endforeach()
