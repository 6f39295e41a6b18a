# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian package `espalier`.
if(torch_cuda)
    # NVIDIA's libraries are gigabytes under a licence of their own; a package for GPUs would have to fetch them.
    message(STATUS "Packages are made from a CPU build of LibTorch; this one is for CUDA, so cpack is left out.")
    return()
endif()
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME espalier)
set(CPACK_PACKAGE_VENDOR Espalier)
set(CPACK_PACKAGE_CONTACT "The Espalier project <espalier@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION "Espalier trains pretrained language models to shape: load a dataset, pick a model and a
strategy, watch the curves, try the result, and compare. It runs on this machine
alone and needs neither Python nor an account.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL OFF)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# LibTorch and our own shared object come along; they are no package's.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${CMAKE_LIBRARY_OUTPUT_DIRECTORY};${TORCH_ROOT}/lib")
include(CPack)
