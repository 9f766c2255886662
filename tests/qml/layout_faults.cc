// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/layout_faults.h"

#include <algorithm>

#include <QRectF>
#include <QVariant>

namespace sucharit::testing {
namespace {

// Half pixels of centred text come out either way.
constexpr qreal kSlack = 1;
constexpr qreal kLeastTarget = 48;
constexpr qreal kLeastChoice = 56;
// What scrolls shows at least a target of it at a time.
constexpr qreal kLeastSight = 56;

bool IsText(const QQuickItem& item) { return item.inherits("QQuickText"); }

bool IsScroller(const QQuickItem& item) { return item.inherits("QQuickFlickable"); }

bool IsTarget(const QQuickItem& item) {
  return item.inherits("QQuickAbstractButton") || item.inherits("QQuickTextInput") ||
         item.inherits("QQuickTextEdit");
}

qreal Number(const QQuickItem& item, const char* property) {
  return item.property(property).toReal();
}

QString Words(const QQuickItem& item) {
  const QString text = item.property("text").toString();
  return QStringLiteral("%1 \"%2\"").arg(item.objectName(), text.left(40));
}

QRectF In(const QQuickItem& ancestor, const QQuickItem& item) {
  return item.mapRectToItem(&ancestor, QRectF(0, 0, item.width(), item.height()));
}

bool Holds(const QSizeF& size, const QRectF& what) {
  return QRectF(QPointF(), size).adjusted(-kSlack, -kSlack, kSlack, kSlack).contains(what);
}

// All of `item` lies within every scroller around it, where it can be scrolled to, and whatever
// doesn't scroll lies within `root`.
bool IsInReach(const QQuickItem& root, const QQuickItem& item) {
  const QQuickItem* inner = &item;
  for (const QQuickItem* above = item.parentItem(); above != nullptr && above != &root;
       above = above->parentItem()) {
    if (!IsScroller(*above)) continue;
    const auto* contents = above->property("contentItem").value<QQuickItem*>();
    const QSizeF scrolled(std::max(above->width(), Number(*above, "contentWidth")),
                          std::max(above->height(), Number(*above, "contentHeight")));
    if (!Holds(scrolled, In(*contents, *inner))) return false;
    inner = above;
  }
  return Holds(root.size(), In(root, *inner));
}

void CheckText(const QQuickItem& root, const QQuickItem& text, QStringList& faults) {
  if (text.property("text").toString().isEmpty()) return;
  if (Number(text, "contentWidth") > text.width() + kSlack) faults << "too wide: " + Words(text);
  if (Number(text, "contentHeight") > text.height() + kSlack) faults << "too high: " + Words(text);
  if (text.property("truncated").toBool()) faults << "truncated: " + Words(text);
  if (!IsInReach(root, text)) faults << "out of reach: " + Words(text);
}

void CheckTarget(const QQuickItem& root, const QQuickItem& target, QStringList& faults) {
  const bool choice = QString::fromLatin1(target.metaObject()->className())
                          .startsWith(QLatin1String("ChoiceButton"));
  const qreal least = choice ? kLeastChoice : kLeastTarget;
  if (target.width() < least || target.height() < least) faults << "too small: " + Words(target);
  if (target.height() < target.implicitHeight() - kSlack) faults << "squeezed: " + Words(target);
  if (!IsInReach(root, target)) faults << "out of reach: " + Words(target);
}

void CheckScroller(const QQuickItem& scroller, QStringList& faults) {
  const bool shows_all = Number(scroller, "contentHeight") <= scroller.height() + kSlack;
  if (!shows_all && scroller.height() < kLeastSight) faults << "no room to scroll in";
  if (Number(scroller, "contentWidth") > scroller.width() + kSlack) faults << "scrolls sideways";
}

void Check(const QQuickItem& root, const QQuickItem& item, QStringList& faults) {
  if (IsText(item)) CheckText(root, item, faults);
  if (IsTarget(item)) CheckTarget(root, item, faults);
  if (IsScroller(item)) CheckScroller(item, faults);
  for (const QQuickItem* child : item.childItems()) {
    if (child->isVisible()) Check(root, *child, faults);
  }
}

void Gather(const QQuickItem& item, QList<QQuickItem*>& targets) {
  for (QQuickItem* child : item.childItems()) {
    if (!child->isVisible()) continue;
    if (IsTarget(*child)) targets << child;
    Gather(*child, targets);
  }
}

}  // namespace

QStringList LayoutFaults(const QQuickItem& root) {
  QStringList faults;
  Check(root, root, faults);
  return faults;
}

QList<QQuickItem*> ShownTargets(const QQuickItem& root) {
  QList<QQuickItem*> targets;
  Gather(root, targets);
  return targets;
}

}  // namespace sucharit::testing
