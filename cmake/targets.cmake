# The kinds of target that the project is made of. Each takes its sources from its folder, so that adding a file
# needs no edit here; a folder that holds no source yet gives no target.

# corolab_library(<name> [FOLDER <folder>] [LINK <arguments of target_link_libraries>...])
# makes corolab::<name> from <folder>/src and <folder>/include; the folder is lib<name> unless told.
function(corolab_library name)
    cmake_parse_arguments(arg "" "FOLDER" "LINK" ${ARGN})
    if(NOT arg_FOLDER)
        set(arg_FOLDER lib${name})
    endif()
    set(folder "${PROJECT_SOURCE_DIR}/${arg_FOLDER}")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/src/*.cpp")
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${folder}/include/*.hpp")
    file(GLOB_RECURSE tables CONFIGURE_DEPENDS "${folder}/include/*.def")
    if(NOT sources)
        return()
    endif()

    add_library(${name} ${sources})
    add_library(corolab::${name} ALIAS ${name})
    # Tables are installed like headers, but do not compile on their own.
    target_sources(${name} PUBLIC
        FILE_SET HEADERS BASE_DIRS "${folder}/include" FILES ${headers}
        FILE_SET tables TYPE HEADERS BASE_DIRS "${folder}/include" FILES ${tables})
    target_include_directories(${name} PRIVATE "${folder}/src")
    target_compile_features(${name} PUBLIC cxx_std_20)
    set_target_properties(${name} PROPERTIES
        OUTPUT_NAME corolab_${name}
        VERSION ${PROJECT_VERSION}
        SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
        POSITION_INDEPENDENT_CODE ON
        CXX_EXTENSIONS OFF
        DEFINE_SYMBOL ""
        VERIFY_INTERFACE_HEADER_SETS ON
        INTERFACE_HEADER_SETS_TO_VERIFY HEADERS)
    if(arg_LINK)
        target_link_libraries(${name} ${arg_LINK})
    endif()
    corolab_warnings(${name})
    set_property(GLOBAL APPEND PROPERTY corolab_libraries ${name})
endfunction()

# Links to those of the libraries that this build has.
function(corolab_link_everything target)
    foreach(library IN ITEMS sockio cryocon cyclers sim)
        if(TARGET corolab::${library})
            target_link_libraries(${target} PRIVATE corolab::${library})
        endif()
    endforeach()
endfunction()

# corolab_program(<name> FOLDER <folder> [LINK <libraries>...])
# makes <name> from <folder>/<name>.cpp; what is in <folder>/<name>/ goes to <name>_parts, where tests reach it.
function(corolab_program name)
    cmake_parse_arguments(arg "" "FOLDER" "LINK" ${ARGN})
    set(folder "${PROJECT_SOURCE_DIR}/${arg_FOLDER}")
    file(GLOB main CONFIGURE_DEPENDS "${folder}/${name}.cpp")
    file(GLOB_RECURSE parts CONFIGURE_DEPENDS "${folder}/${name}/*.cpp")
    if(parts)
        add_library(${name}_parts STATIC ${parts})
        target_include_directories(${name}_parts PUBLIC "${folder}")
        target_link_libraries(${name}_parts PUBLIC ${arg_LINK})
        target_compile_features(${name}_parts PUBLIC cxx_std_20)
        corolab_warnings(${name}_parts)
        set(arg_LINK ${name}_parts)
    endif()
    if(main)
        add_executable(${name} ${main})
        target_include_directories(${name} PRIVATE "${folder}")
        target_link_libraries(${name} PRIVATE ${arg_LINK})
        target_compile_features(${name} PRIVATE cxx_std_20)
        corolab_warnings(${name})
        set_property(GLOBAL APPEND PROPERTY corolab_programs ${name})
    endif()
endfunction()

# corolab_programs(<folder> <prefix>) makes one target <prefix>_<name> of each source in the folder, C and C++;
# a sample's program has its plain name, so that a reader runs what the page calls it. The target all_<folder> makes all.
function(corolab_programs folder prefix)
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.cpp" "${PROJECT_SOURCE_DIR}/${folder}/*.c")
    add_custom_target(all_${folder})
    foreach(source IN LISTS sources)
        cmake_path(GET source STEM name)
        set(target ${prefix}_${name})
        add_executable(${target} ${source})
        add_dependencies(all_${folder} ${target})
        corolab_warnings(${target})
        if(source MATCHES "\\.cpp$")
            target_compile_features(${target} PRIVATE cxx_std_20)
            corolab_link_everything(${target})
        else()
            target_link_libraries(${target} PRIVATE Threads::Threads)
        endif()
        if(folder STREQUAL "samples")
            set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name})
            target_link_libraries(${target} PRIVATE GTest::gmock GTest::gtest_main)
        elseif(source MATCHES "\\.cpp$")
            target_link_libraries(${target} PRIVATE benchmark::benchmark)
        endif()
    endforeach()
endfunction()
