// SPDX-License-Identifier: Apache-2.0
#include "client/core/hardware_keyboard.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::TemporaryFolder;

void AddDevice(const TemporaryFolder& folder, const std::string& name, const std::string& keys) {
  const std::filesystem::path capabilities =
      std::filesystem::path(folder.path()) / name / "capabilities";
  std::filesystem::create_directories(capabilities);
  std::ofstream(capabilities / "key") << keys << "\n";
}

TEST(HardwareKeyboardTest, IsFoundAmongOtherDevices) {
  const TemporaryFolder folder;
  AddDevice(folder, "input0", "10000000000000 0");
  AddDevice(folder, "input3", "402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe");

  EXPECT_TRUE(HasHardwareKeyboard(folder.path()));
}

TEST(HardwareKeyboardTest, IsNoPowerButtonVolumeKeyOrTouchScreen) {
  const TemporaryFolder folder;
  AddDevice(folder, "input0", "10000000000000 0");
  AddDevice(folder, "input1", "c000000000000 0");
  AddDevice(folder, "input2", "400 0 0 0 0 0");
  AddDevice(folder, "input4", "");
  AddDevice(folder, "event0", "fffffffffffffffe");

  EXPECT_FALSE(HasHardwareKeyboard(folder.path()));
}

TEST(HardwareKeyboardTest, IsNotThereWhereNobodyCanTell) {
  EXPECT_FALSE(HasHardwareKeyboard("/nowhere/at/all"));
}

}  // namespace
}  // namespace sucharit
