# What is installed, and the two Debian packages: `sucharit-server` and `sucharit-tablet`. deploy/build_packages.sh
# builds them. sucharit-fleet, which plays tablets for tests, is in neither.
include(GNUInstallDirs)
set(SUCHARIT_PACKAGE_RELEASE 1 CACHE STRING "The packages' own number behind the version: 0.1.0-1")
set(SUCHARIT_MAINTAINER "The Sucharit authors <maintainers@sucharit.invalid>" CACHE STRING
  "Who builds the packages, with an address")

set(package_folder ${CMAKE_CURRENT_LIST_DIR})
set(compressed_folder ${PROJECT_BINARY_DIR}/package)
# Debian 12 has its units there; not beside the libraries, so not by the prefix.
set(unit_folder /lib/systemd/system)

# sucharit_install_compressed(COMPONENT FILE FOLDER NAME): FILE as FOLDER/NAME.gz, the same bytes at each build.
function(sucharit_install_compressed component file folder name)
  set(result ${compressed_folder}/${component}/${name}.gz)
  file(MAKE_DIRECTORY ${compressed_folder}/${component})
  execute_process(COMMAND gzip -9n INPUT_FILE ${file} OUTPUT_FILE ${result} COMMAND_ERROR_IS_FATAL ANY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  install(FILES ${result} DESTINATION ${folder} COMPONENT ${component})
endfunction()

# sucharit_install_documents(COMPONENT): what each package has in its folder of documents.
function(sucharit_install_documents component)
  set(folder ${CMAKE_INSTALL_DATADIR}/doc/sucharit-${component})
  configure_file(${package_folder}/changelog.in ${compressed_folder}/changelog @ONLY)
  sucharit_install_compressed(${component} ${compressed_folder}/changelog ${folder} changelog.Debian)
  install(FILES ${package_folder}/copyright ${PROJECT_SOURCE_DIR}/deploy/README.md
    DESTINATION ${folder} COMPONENT ${component})
  install(FILES ${package_folder}/${component}/lintian-overrides
    DESTINATION share/lintian/overrides RENAME sucharit-${component} COMPONENT ${component})
endfunction()

install(TARGETS sucharitd DESTINATION sbin COMPONENT server)
install(TARGETS sucharit DESTINATION bin COMPONENT server)
install(FILES ${package_folder}/server/sucharitd.service ${package_folder}/server/sucharit-backup.service
  ${package_folder}/server/sucharit-backup.timer DESTINATION ${unit_folder} COMPONENT server)
install(DIRECTORY DESTINATION /etc/sucharit COMPONENT server)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/deploy/cluster
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/sucharit-server COMPONENT server)
sucharit_install_compressed(server ${package_folder}/man/sucharitd.8 share/man/man8 sucharitd.8)
sucharit_install_compressed(server ${package_folder}/man/sucharit.1 share/man/man1 sucharit.1)
sucharit_install_documents(server)
set(CPACK_COMPONENTS_ALL server)

if(SUCHARIT_TABLET)
  set(tablet_folder ${package_folder}/tablet)
  install(TARGETS sucharit-tablet DESTINATION bin COMPONENT tablet)
  install(FILES ${tablet_folder}/sucharit-tablet.desktop DESTINATION share/applications COMPONENT tablet)
  install(FILES ${PROJECT_SOURCE_DIR}/client/icon/sucharit-tablet.svg
    DESTINATION share/icons/hicolor/scalable/apps COMPONENT tablet)
  install(FILES ${tablet_folder}/sucharit-kiosk.service DESTINATION ${unit_folder} COMPONENT tablet)
  install(FILES ${tablet_folder}/sucharit-kiosk.pam DESTINATION /etc/pam.d RENAME sucharit-kiosk COMPONENT tablet)
  sucharit_install_compressed(tablet ${package_folder}/man/sucharit-tablet.1 share/man/man1 sucharit-tablet.1)
  sucharit_install_documents(tablet)
  list(APPEND CPACK_COMPONENTS_ALL tablet)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME sucharit)
set(CPACK_PACKAGE_CONTACT "${SUCHARIT_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${SUCHARIT_PACKAGE_RELEASE})
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME sucharit-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "adduser, init-system-helpers (>= 1.52)")
# What cards and reports are drawn with. A server that only collects works without.
set(CPACK_DEBIAN_SERVER_PACKAGE_RECOMMENDS "weasyprint, fonts-tlwg-laksaman-ttf, fonts-tlwg-loma-ttf")
set(CPACK_DEBIAN_SERVER_DESCRIPTION "integrity survey server, and its administrator's command line
Sucharit collects the surveys of Thailand's Integrity and Transparency
Assessment (ITA) on tablets that are often offline, protects the people who
answer, and computes the agency's scores exactly.
.
This package has the server, sucharitd, and the command line, sucharit. The
server starts once `sucharit init' has made an installation.")
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA
  ${package_folder}/server/postinst ${package_folder}/server/prerm ${package_folder}/server/postrm)

# No QML module depends on the others that it imports, and Qt opens libthai0 by itself, so each is named here.
set(CPACK_DEBIAN_TABLET_PACKAGE_NAME sucharit-tablet)
string(JOIN ", " CPACK_DEBIAN_TABLET_PACKAGE_DEPENDS
  "adduser" "init-system-helpers (>= 1.52)" "fonts-tlwg-loma-ttf | fonts-noto-core" "libthai0"
  "qml6-module-qtqml" "qml6-module-qtqml-models" "qml6-module-qtqml-workerscript" "qml6-module-qtquick"
  "qml6-module-qtquick-controls" "qml6-module-qtquick-layouts" "qml6-module-qtquick-templates"
  "qml6-module-qtquick-window")
set(CPACK_DEBIAN_TABLET_PACKAGE_RECOMMENDS "libgl1-mesa-dri, qml6-module-qtmultimedia, qt6-wayland")
set(CPACK_DEBIAN_TABLET_PACKAGE_SUGGESTS "cage")
set(CPACK_DEBIAN_TABLET_DESCRIPTION "tablet for integrity surveys that works without a network
People answer the surveys of Thailand's Integrity and Transparency Assessment
(ITA) on this tablet, in Thai or English. A finished response is sealed at
once, kept through power cuts, and sent to the agency's server when there is
a network.
.
For a tablet that does nothing else there is a kiosk session, which is off
until it is enabled, and needs the package cage.")
set(CPACK_DEBIAN_TABLET_PACKAGE_CONTROL_EXTRA
  ${package_folder}/tablet/postinst ${package_folder}/tablet/prerm ${package_folder}/tablet/postrm
  ${package_folder}/tablet/conffiles)

include(CPack)
