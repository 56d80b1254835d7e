# The warnings of this project, for its own targets only.
function(corolab_warnings target)
    if(NOT COROLAB_WARNINGS)
        return()
    endif()
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow
        $<$<COMPILE_LANGUAGE:CXX>:-Wconversion>)
    if(COROLAB_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
endfunction()
