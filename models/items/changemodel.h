#pragma once

#include "change/changewords.h"
#include "change/itemresult.h"
#include "session/tenantplan.h"
#include "json/mask.h"

#include <QAbstractItemModel>
#include <QSet>

namespace Session {
class Estate;
}

namespace Items {

/// Plans as a tree: Auth0 tenant, its objects, their leaves with what was there, what will be and, where somebody else
/// was faster, what Auth0 holds now. Objects can be left out by their check box, and tell how they fared. A leaf is
/// called what people call it, and its tooltip is its JSON pointer. A user is named with the e-mail address, and
/// objects of one name with their ids. Secrets are masked. A value model: whoever shows it hands the plans and results
/// in.
class ChangeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, BeforeColumn, AfterColumn, NowColumn, StateColumn, ColumnCount };

    /// What becomes of an object; FateRole of its rows answers it, as an int.
    enum class Fate { Edited, Made, Deleted };
    static constexpr int FateRole = Qt::UserRole + 200;

    explicit ChangeModel(QObject *parent = nullptr);

    /// Where the leaves of relations find the names of the other side's objects, whose ids they are. It outlives the
    /// model.
    void setEstate(const Session::Estate &estate) { m_estate = &estate; }

    void setPlans(const QList<Session::TenantPlan> &plans);
    const QList<Session::TenantPlan> &plans() const { return m_plans; }
    /// The plans without the objects that are left out; a plan without objects is not in it.
    QList<Session::TenantPlan> chosenPlans() const;
    /// The same, for what is sent or kept: a title that told of all objects tells of the chosen ones.
    QList<Session::TenantPlan> titledPlans() const;
    qsizetype chosenItems() const;
    /// While a run is under way, nothing is left out.
    void setChoosing(bool isChoosing);
    void setResult(qsizetype plan, qsizetype item, const Change::ItemResult &result);
    const Change::ItemResult &result(qsizetype plan, qsizetype item) const;

    /// Which object an index is of, or lies below; nothing for a tenant.
    struct Place
    {
        qsizetype plan = 0;
        qsizetype item = 0;
    };
    std::optional<Place> placeOf(const QModelIndex &index) const;
    QModelIndex indexOf(qsizetype plan, qsizetype item) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// Something was left out, or taken in again.
    void chosenChanged();

private:
    struct Object
    {
        Change::ObjectRef object;
        QString label; ///< its name, and what tells it from others of this name
        QList<Change::ChangeWords> leaves; ///< masked
        Change::ItemResult result;
        QHash<Json::Pointer, QString> now; ///< of leaves in conflict
        bool isChosen = true;
        Fate fate = Fate::Edited;
    };

    const Object &objectAt(const Place &place) const
    {
        return m_objects.at(std::size_t(place.plan)).at(std::size_t(place.item));
    }
    QVariant dataOfTenant(const Session::TenantPlan &plan, int column, int role) const;
    QVariant dataOfObject(const Object &object, int column, int role) const;
    QVariant dataOfLeaf(const Place &place, int leaf, int column, int role) const;
    QString leafName(const Place &place, const Json::Pointer &pointer) const;

    Json::SecretKeys m_secrets;
    const Session::Estate *m_estate = nullptr;
    QList<Session::TenantPlan> m_plans;
    std::vector<std::vector<Object>> m_objects; ///< by plan and item
    bool m_isChoosing = true;
};

} // namespace Items
