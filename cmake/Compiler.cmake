# SPDX-License-Identifier: GPL-3.0-or-later
# Warnings, ccache, sanitizers: what every target of ours is compiled with.
if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(CCACHE ccache)
    if(CCACHE)
        # A precompiled header holds no times or macros that matter, so ccache may look past them.
        set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
            CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
    endif()
endif()

add_library(espalier_options INTERFACE)
target_include_directories(espalier_options INTERFACE "${PROJECT_SOURCE_DIR}")
# -fPIC everywhere, executables too: the shared precompiled header is refused where flags differ.
target_compile_options(espalier_options INTERFACE -fPIC -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers -Werror
    -Werror=invalid-pch "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
target_compile_definitions(espalier_options INTERFACE ESPALIER_VERSION="${PROJECT_VERSION}" QT_NO_KEYWORDS)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(espalier_options INTERFACE -fpch-preprocess)
endif()
if(ESPALIER_FUZZ)
    # Warnings are GCC's business; this compiler is here to find crashes.
    target_compile_options(espalier_options INTERFACE -Wno-error -fno-sanitize-recover=all)
endif()
if(ESPALIER_SANITIZE)
    target_compile_options(espalier_options INTERFACE -fsanitize=${ESPALIER_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(espalier_options INTERFACE -fsanitize=${ESPALIER_SANITIZE})
endif()
