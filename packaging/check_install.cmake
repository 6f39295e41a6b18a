# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the programs without LibTorch into a folder of the build tree and starts the command line there: it must find its
# own libraries, and must not need LibTorch before something is computed.
set(prefix "${BUILD}/check_install")
file(REMOVE_RECURSE "${prefix}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --component programs --prefix "${prefix}" --strip
    RESULT_VARIABLE failed OUTPUT_QUIET)
if(failed)
    message(FATAL_ERROR "cmake --install failed")
endif()
foreach(file bin/espalier lib/espalier/libespalier_compute.so share/doc/espalier/copyright)
    if(NOT EXISTS "${prefix}/${file}")
        message(FATAL_ERROR "${file} was not installed")
    endif()
endforeach()
execute_process(COMMAND "${prefix}/bin/espalier" --version RESULT_VARIABLE failed OUTPUT_VARIABLE output)
file(REMOVE_RECURSE "${prefix}")
if(failed OR NOT output MATCHES "${VERSION}")
    message(FATAL_ERROR "the installed program answers --version with: ${output} (${failed})")
endif()
