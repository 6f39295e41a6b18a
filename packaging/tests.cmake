# SPDX-License-Identifier: GPL-3.0-or-later
# The desktop's own validators, and an installation that is tried where it lies.
find_program(DESKTOP_FILE_VALIDATE desktop-file-validate)
find_program(APPSTREAMCLI appstreamcli)
add_test(NAME desktop_entry COMMAND "${DESKTOP_FILE_VALIDATE}" "${CMAKE_CURRENT_SOURCE_DIR}/${application}.desktop")
add_test(NAME appstream COMMAND "${APPSTREAMCLI}" validate --no-net "${CMAKE_CURRENT_SOURCE_DIR}/${application}.metainfo.xml")
set_tests_properties(desktop_entry PROPERTIES DISABLED $<NOT:$<BOOL:${DESKTOP_FILE_VALIDATE}>>)
set_tests_properties(appstream PROPERTIES DISABLED $<NOT:$<BOOL:${APPSTREAMCLI}>>)
if(TARGET espalier_cli)
    add_test(NAME installed_program COMMAND "${CMAKE_COMMAND}" "-DBUILD=${PROJECT_BINARY_DIR}" "-DVERSION=${PROJECT_VERSION}"
        -P "${CMAKE_CURRENT_SOURCE_DIR}/check_install.cmake")
endif()
