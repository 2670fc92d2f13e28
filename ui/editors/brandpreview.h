#pragma once

#include <QWidget>

namespace Ui {

/// A sketch of an organization's login page in its colours: the name on a card, a button, and where the logo is to be
/// had, which is told and never fetched. A colour that is none is left out.
class BrandPreview : public QWidget
{
    Q_OBJECT
public:
    struct Brand
    {
        QString name; ///< hostile text, as the next
        QString logo;
        QString primary; ///< "#rrggbb"; empty: Auth0's own
        QString background;

        friend bool operator==(const Brand &, const Brand &) = default;
    };

    explicit BrandPreview(QWidget *parent = nullptr);

    void showBrand(const Brand &brand);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Brand m_brand;
};

} // namespace Ui
