# Each test/compile_fail/*.cpp compiles as it stands and does not compile with SHOULD_FAIL defined: the first is the
# control, without which a spelling mistake would pass for a refusal.
file(GLOB cases CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/test/compile_fail/*.cpp")
set(compile "${CMAKE_CXX_COMPILER}" -std=c++20 -fsyntax-only)
foreach(library IN ITEMS sockio cryocon cyclers sim)
    if(TARGET ${library})
        set(includes "$<TARGET_PROPERTY:${library},INTERFACE_INCLUDE_DIRECTORIES>")
        set(definitions "$<TARGET_PROPERTY:${library},INTERFACE_COMPILE_DEFINITIONS>")
        list(APPEND compile "$<$<BOOL:${includes}>:-I$<JOIN:${includes},;-I>>"
            "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>")
    endif()
endforeach()
foreach(case IN LISTS cases)
    cmake_path(GET case STEM name)
    add_test(NAME compile_fail.${name} COMMAND ${compile} -DSHOULD_FAIL "${case}" COMMAND_EXPAND_LISTS)
    add_test(NAME compile_fail.${name}.control COMMAND ${compile} "${case}" COMMAND_EXPAND_LISTS)
    set_tests_properties(compile_fail.${name} PROPERTIES WILL_FAIL TRUE)
    set_tests_properties(compile_fail.${name} compile_fail.${name}.control PROPERTIES LABELS compile TIMEOUT 120)
endforeach()
