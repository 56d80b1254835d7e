# Each test/compile_fail/*.cpp compiles as it stands and does not compile with SHOULD_FAIL defined: the first is the
# control, without which a spelling mistake would pass for a refusal.
file(GLOB cases CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/test/compile_fail/*.cpp")
add_library(compile_fail INTERFACE)
foreach(library IN ITEMS sockio cryocon cyclers sim)
    if(TARGET corolab::${library})
        target_link_libraries(compile_fail INTERFACE corolab::${library})
    endif()
endforeach()

set(includes "$<TARGET_PROPERTY:compile_fail,INTERFACE_INCLUDE_DIRECTORIES>")
set(definitions "$<TARGET_PROPERTY:compile_fail,INTERFACE_COMPILE_DEFINITIONS>")
set(flags "${CMAKE_CURRENT_BINARY_DIR}/compile_fail.flags")
file(GENERATE OUTPUT "${flags}" CONTENT
    "$<$<BOOL:${includes}>:-I$<JOIN:${includes},\n-I>\n>$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},\n-D>\n>")

foreach(case IN LISTS cases)
    cmake_path(GET case STEM name)
    set(compile "${CMAKE_CXX_COMPILER}" -std=c++20 -fsyntax-only "@${flags}" "${case}")
    add_test(NAME compile_fail.${name} COMMAND ${compile} -DSHOULD_FAIL)
    add_test(NAME compile_fail.${name}.control COMMAND ${compile})
    set_tests_properties(compile_fail.${name} PROPERTIES WILL_FAIL TRUE)
    set_tests_properties(compile_fail.${name} compile_fail.${name}.control PROPERTIES LABELS compile TIMEOUT 120)
endforeach()
