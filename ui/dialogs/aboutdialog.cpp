#include "ui/dialogs/aboutdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

struct Part
{
    const char *name;
    const char *use; ///< untranslated
    const char *licence; ///< SPDX
};

constexpr Part parts[] = {
    {"Tenantry", QT_TRANSLATE_NOOP("Ui::AboutDialog", "This program"), "Apache-2.0"},
    {"Qt", QT_TRANSLATE_NOOP("Ui::AboutDialog", "Windows, network"), "LGPL-3.0-only"},
    {"QtKeychain", QT_TRANSLATE_NOOP("Ui::AboutDialog", "The desktop's keychain"), "BSD-3-Clause"},
    {"OpenSSL", QT_TRANSLATE_NOOP("Ui::AboutDialog", "TLS, signatures"), "Apache-2.0"},
    {"JSON for Modern C++", QT_TRANSLATE_NOOP("Ui::AboutDialog", "JSON"), "MIT"},
    {"cpp-httplib", QT_TRANSLATE_NOOP("Ui::AboutDialog", "The sandbox's server"), "MIT"},
    {"tl::expected", QT_TRANSLATE_NOOP("Ui::AboutDialog", "Outcomes"), "CC0-1.0"},
    {"Breeze", QT_TRANSLATE_NOOP("Ui::AboutDialog", "Icons"), "LGPL-3.0-or-later"},
};

QLabel *text(const QString &words, QWidget *parent)
{
    auto *label = new QLabel(words, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

AboutDialog::AboutDialog(QString diagnostics, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Tenantry"));
    auto *title = text(tr("Tenantry %1").arg(QStringLiteral(TENANTRY_VERSION)), this);
    title->setFont(fontOf(Type::Title));
    auto *what
        = text(tr("Look after many customers on Auth0: a whole estate of Auth0 tenants side by side. Tenantry is an "
                  "independent program; Auth0 is a trade mark of Okta, Inc. It sends nothing anywhere but to the "
                  "tenants you add."),
               this);
    auto *list = new QTreeWidget(this);
    ColumnHeader::give(*list);
    list->setAccessibleName(tr("Licences"));
    list->setRootIsDecorated(false);
    list->setHeaderLabels({tr("Made from"), tr("For"), tr("Licence")});
    for (const Part &part : parts) {
        auto *item = new QTreeWidgetItem(
            list, {QString::fromLatin1(part.name), tr(part.use), QString::fromLatin1(part.licence)});
        item->setSizeHint(2, QSize(0, Size::row)); // the last column is as wide as what is left
    }
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto *copy = new QPushButton(icon("edit-copy"_L1), tr("Copy &diagnostics"), this);
    copy->setToolTip(tr("Versions, the hosts of your tenants and how they are; never a secret"));
    copy->setObjectName(u"copyDiagnostics"_s);
    auto *close = new QPushButton(tr("&Close"), this);
    close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(copy);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::margin);
    layout->addWidget(title);
    layout->addWidget(what);
    layout->addWidget(list, 1);
    layout->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this,
            [words = std::move(diagnostics)] { QGuiApplication::clipboard()->setText(words); });
    connect(close, &QPushButton::clicked, this, &AboutDialog::accept);
    sizeDialog(*this, {560, 460});
}

} // namespace Ui
