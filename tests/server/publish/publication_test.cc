// SPDX-License-Identifier: Apache-2.0
#include "server/publish/publication.h"

#include <gmock/gmock.h>

namespace sucharit {
namespace {

TEST(PublicationTest, HoldsNoCountsPerChoice) {
  v1::Scores scores;
  v1::NodeScore* item = scores.add_nodes();
  item->set_node("I1");
  item->set_exact("2720/31");
  item->set_n(31);
  item->add_counts()->set_count(3);

  const Publication publication = MakePublication(scores);

  ASSERT_EQ(publication.scores().nodes_size(), 1);
  EXPECT_EQ(publication.scores().nodes(0).counts_size(), 0);
  EXPECT_EQ(publication.scores().nodes(0).exact(), "2720/31");
  EXPECT_EQ(publication.scores().nodes(0).n(), 31);
}

}  // namespace
}  // namespace sucharit
