// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/accessible_faults.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <QAccessible>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QTest>

#include "tests/qml/layout_faults.h"
#include "tests/qml/stage.h"

namespace sucharit::testing {
namespace {

bool IsButton(const QQuickItem& item) { return item.inherits("QQuickAbstractButton"); }

QString Described(const QQuickItem& item) {
  return QStringLiteral("%1 %2 \"%3\"")
      .arg(QString::fromLatin1(item.metaObject()->className()).section(QLatin1Char('_'), 0, 0),
           item.objectName(), item.property("text").toString().left(40));
}

class Tree {
 public:
  explicit Tree(QQuickWindow& window) { Add(QAccessible::queryAccessibleInterface(&window)); }

  // Null if the item isn't in the tree.
  QAccessibleInterface* Of(const QQuickItem& item) const {
    const auto found = by_object_.find(&item);
    return found == by_object_.end() ? nullptr : found->second;
  }

  const std::vector<QAccessibleInterface*>& all() const { return all_; }

 private:
  void Add(QAccessibleInterface* node) {
    if (node == nullptr || !node->isValid()) return;
    all_.push_back(node);
    by_object_[node->object()] = node;
    for (int i = 0; i < node->childCount(); ++i) Add(node->child(i));
  }

  std::vector<QAccessibleInterface*> all_;
  std::map<const QObject*, QAccessibleInterface*> by_object_;
};

bool HasThai(const QString& text) {
  static const QRegularExpression thai(QStringLiteral("[\u0E00-\u0E7F]"));
  return text.contains(thai);
}

bool HasLatinWord(const QString& text) {
  static const QRegularExpression word(QStringLiteral("[A-Za-z]{2}"));
  return text.contains(word);
}

bool IsIn(const QString& language, const QString& name) {
  return language == QLatin1String("th") ? HasThai(name) || !HasLatinWord(name) : !HasThai(name);
}

bool RoleFits(const QQuickItem& target, QAccessible::Role role) {
  if (!IsButton(target)) return role == QAccessible::EditableText;
  return role == QAccessible::Button || role == QAccessible::RadioButton ||
         role == QAccessible::CheckBox;
}

bool CanBePressed(QAccessibleInterface& node) {
  QAccessibleActionInterface* actions = node.actionInterface();
  return actions != nullptr &&
         (actions->actionNames().contains(QAccessibleActionInterface::pressAction()) ||
          actions->actionNames().contains(QAccessibleActionInterface::toggleAction()));
}

void CheckNode(const QQuickItem& target, QAccessibleInterface& node, const QString& language,
               const QStringList& own_names, QStringList& faults) {
  const QString name = node.text(QAccessible::Name);
  if (name.trimmed().isEmpty()) faults << "no name: " + Described(target);
  QString translated = name;
  for (const QString& own : own_names) translated.remove(own);
  if (!IsIn(language, translated)) faults << "not in " + language + ": " + name;
  if (!RoleFits(target, node.role())) faults << "wrong role: " + Described(target);
  if (IsButton(target) && !CanBePressed(node)) faults << "no action: " + Described(target);
}

void CheckNamesOfButtons(const Tree& tree, QStringList& faults) {
  std::set<std::pair<const QObject*, QString>> seen;
  for (QAccessibleInterface* node : tree.all()) {
    const auto* item = qobject_cast<QQuickItem*>(node->object());
    if (item == nullptr || !item->isVisible() || !IsButton(*item)) continue;
    const QString name = node->text(QAccessible::Name);
    const QObject* parent = node->parent() == nullptr ? nullptr : node->parent()->object();
    if (!seen.emplace(parent, name).second) faults << "two buttons are named " + name;
  }
}

void PressTab(QQuickWindow& window) { QTest::keyClick(&window, Qt::Key_Tab); }

std::set<const QQuickItem*> ReachedByTab(QQuickWindow& window, qsizetype most) {
  std::set<const QQuickItem*> reached = {window.activeFocusItem()};
  for (qsizetype i = 0; i < most; ++i) {
    PressTab(window);
    reached.insert(window.activeFocusItem());
  }
  return reached;
}

// Whether the item takes the key. Its own signals are blocked, so that nothing comes of it.
bool Takes(QQuickItem& item, Qt::Key key) {
  const QSignalBlocker blocker(item);
  const QString text = key == Qt::Key_Space ? QStringLiteral(" ") : QStringLiteral("\r");
  QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
  QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, text);
  press.ignore();
  QCoreApplication::sendEvent(&item, &press);
  QCoreApplication::sendEvent(&item, &release);
  return press.isAccepted();
}

}  // namespace

QStringList AccessibleFaults(QQuickWindow& window, const QString& language,
                             const QStringList& own_names) {
  const Tree tree(window);
  QStringList faults;
  for (const QQuickItem* target : ShownTargets(TopLayer(window))) {
    QAccessibleInterface* node = tree.Of(*target);
    if (node == nullptr) {
      faults << "not in the tree: " + Described(*target);
    } else {
      CheckNode(*target, *node, language, own_names, faults);
    }
  }
  CheckNamesOfButtons(tree, faults);
  return faults;
}

QStringList KeyboardFaults(QQuickWindow& window) {
  QList<QQuickItem*> targets = ShownTargets(TopLayer(window));
  targets.removeIf([](const QQuickItem* target) { return !target->isEnabled(); });
  const std::set<const QQuickItem*> reached = ReachedByTab(window, targets.size() + 3);
  QStringList faults;
  for (QQuickItem* target : targets) {
    if (!reached.count(target)) faults << "Tab doesn't come to " + Described(*target);
    if (!IsButton(*target)) continue;
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter}) {
      if (!Takes(*target, key)) {
        faults << QStringLiteral("key %1 doesn't press ").arg(key, 0, 16) + Described(*target);
      }
    }
  }
  return faults;
}

}  // namespace sucharit::testing
