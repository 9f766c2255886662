# Reading headers is four fifths of a compilation here, so clang reads those that most files include compiled beforehand.
# GCC, which builds what is released, gains nothing by it; and without it no file gets by on an include it lacks.

set(SUCHARIT_COMMON_HEADERS
  <algorithm> <cstdint> <filesystem> <functional> <map> <memory> <mutex> <optional> <set> <string> <utility> <vector>
  <absl/status/status.h> <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/strings/str_join.h>
  <absl/strings/str_split.h> <absl/strings/string_view.h> <absl/time/time.h>
  <sucharit/v1/assessment.pb.h>)
set(SUCHARIT_RPC_HEADERS <grpcpp/grpcpp.h> <sucharit/v1/admin.grpc.pb.h> <sucharit/v1/collect.grpc.pb.h>)

# clang takes no header that was compiled with other flags. Programs are compiled as libraries are, and with threads even
# if no dependency asks for them.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  set(CMAKE_CXX_COMPILE_OPTIONS_PIE -fPIC)
  add_compile_options(-pthread)
endif()

# sucharit_precompile(NAME HEADERS <header>... DEPS target...): headers for this folder and those below it.
function(sucharit_precompile name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;DEPS")
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    return()
  endif()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  file(TOUCH ${source})
  add_library(${name} OBJECT ${source})
  target_link_libraries(${name} PRIVATE ${arg_DEPS})
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
  # For ccache: with times in it, it would be another one after each build.
  target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  set(SUCHARIT_PRECOMPILED ${name} PARENT_SCOPE)
endfunction()

# sucharit_use_precompiled(TARGET): the headers of the nearest folder above that has some.
function(sucharit_use_precompiled target)
  if(SUCHARIT_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM ${SUCHARIT_PRECOMPILED})
    # clang-tidy reads them anew.
    target_include_directories(${target} SYSTEM PRIVATE $<TARGET_PROPERTY:${SUCHARIT_PRECOMPILED},INCLUDE_DIRECTORIES>)
  endif()
endfunction()
