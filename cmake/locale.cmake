# A locale with a decimal comma, for the tests that show that numbers on the wire do not follow it. It is made here
# since a fresh system has none; a test finds it by LOCPATH, under its usual name.
find_program(LOCALEDEF localedef REQUIRED)
set(locale_dir "${PROJECT_BINARY_DIR}/locale")
add_custom_command(OUTPUT "${locale_dir}/de_DE.UTF-8/LC_NUMERIC"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${locale_dir}"
    COMMAND ${LOCALEDEF} --no-archive --quiet -i de_DE -f UTF-8 "${locale_dir}/de_DE.UTF-8"
    COMMENT "Making the locale de_DE.UTF-8 for the tests"
    VERBATIM)
add_custom_target(test_locale ALL DEPENDS "${locale_dir}/de_DE.UTF-8/LC_NUMERIC")
set(COROLAB_TEST_ENVIRONMENT "LOCPATH=${locale_dir}")
