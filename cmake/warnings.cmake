# The warnings of this project, for its own targets only.
function(corolab_warnings target)
    if(NOT COROLAB_WARNINGS)
        return()
    endif()
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow
        $<$<COMPILE_LANGUAGE:CXX>:-Wconversion>)
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        # Designated initializers that leave members to their defaults are how options are written here. What is
        # deprecated inside libstdc++ (std::stable_sort) is reported at our call; g++ reports what is ours.
        target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wno-missing-designated-field-initializers>
            -Wno-deprecated-declarations)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # g++ 12's optimizer sees overlaps in std::string's operator+ that are none (GCC bug 105651).
        target_compile_options(${target} PRIVATE $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CONFIG:Release>>:-Wno-restrict>)
    endif()
    if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # g++ takes a source that is compiled together with others for a header, where this warning is meant.
        target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>)
    endif()
    if(COROLAB_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
endfunction()
