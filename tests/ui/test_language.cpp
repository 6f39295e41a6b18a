// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/workspace.h"
#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"
#include "ui/shell/language.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QXmlStreamReader>
#include <QtTest>

using namespace espalier;

class TestLanguage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { applyLanguage(QStringLiteral("en")); }

    void everyFileIsFinished() {
        const QDir folder(QStringLiteral(ESPALIER_TRANSLATIONS));
        const auto files = folder.entryList({QStringLiteral("*.ts")});
        QCOMPARE(files, QStringList({QStringLiteral("espalier_de.ts"), QStringLiteral("espalier_en.ts")}));
        for (const QString& name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            QVERIFY2(!text.contains(QLatin1String("type=\"unfinished\"")), qPrintable(name));
            QVERIFY2(!text.contains(QLatin1String("<translation></translation>")), qPrintable(name));
            QVERIFY2(!text.contains(QLatin1String("<numerusform></numerusform>")), qPrintable(name));
            QVERIFY2(!text.contains(QLatin1String("type=\"vanished\"")), qPrintable(name));
        }
    }

    void placeholdersAreKept() {
        QFile file(QStringLiteral(ESPALIER_TRANSLATIONS "/espalier_de.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        int checked = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            if (xml.name() == QLatin1String("source")) source = xml.readElementText();
            else if (xml.name() == QLatin1String("translation") || xml.name() == QLatin1String("numerusform")) {
                const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                for (const auto* mark : {"%1", "%2", "%3", "%4"}) {
                    const auto wanted = source.count(QLatin1String(mark));
                    QVERIFY2(wanted == 0 || text.contains(QLatin1String(mark)), qPrintable(source));
                    QVERIFY2(wanted > 0 || !text.contains(QLatin1String(mark)), qPrintable(source));
                }
                ++checked;
            }
        }
        QVERIFY(!xml.hasError());
        QVERIFY(checked > 300);
    }

    void germanIsSpoken() {
        applyLanguage(QStringLiteral("de"));
        QCOMPARE(QCoreApplication::translate("espalier::SettingsPage", "Theme"), QStringLiteral("Farbschema"));
        QCOMPARE(QLocale().language(), QLocale::German);
        QCOMPARE(QApplication::layoutDirection(), Qt::LeftToRight);
    }

    void englishHasItsPlurals() {
        const auto text = [](int count) {
            return QCoreApplication::translate("espalier::RecentRuns", "%n were interrupted and can go on", nullptr, count);
        };
        QCOMPARE(text(1), QStringLiteral("1 was interrupted and can go on"));
        QCOMPARE(text(2), QStringLiteral("2 were interrupted and can go on"));
    }

    void unknownLanguageIsEnglish() {
        applyLanguage(QStringLiteral("xx"));
        QCOMPARE(QCoreApplication::translate("espalier::SettingsPage", "Theme"), QStringLiteral("Theme"));
    }

    void engineTextsAreTranslated() {
        applyLanguage(QStringLiteral("de"));
        const auto translated = [](const std::string& text) { return engineText(text) != toQString(text); };
        for (const auto& info : strategyInfos()) {
            for (const auto& text : {info.title, info.summary, info.explanation})
                QVERIFY2(translated(text), text.c_str());
            for (const auto& setting : info.settings) QVERIFY2(translated(setting.explanation), setting.explanation.c_str());
        }
        for (const auto& setting : trainingSettings()) QVERIFY2(translated(setting.explanation), setting.explanation.c_str());
        for (const auto& sample : sampleExperiments()) {
            QVERIFY2(translated(sample.title), sample.title.c_str());
            QVERIFY2(translated(sample.description), sample.description.c_str());
        }
        for (const auto& entry : catalogue())
            for (const auto& text : {entry.languages, entry.trainedOn, entry.goodFor})
                QVERIFY2(translated(text), text.c_str());
    }

    void findingsAreTranslatedWithTheirNumbers() {
        std::vector<Example> examples;
        for (int i = 0; i < 30; ++i) examples.push_back({i + 1, "text number " + std::to_string(i), "", i % 2 ? "a" : "b"});
        examples.push_back({31, "", "", "a"});
        examples.push_back({32, "", "", "b"});
        examples.push_back({33, "text number 1", "", "b"});
        examples.push_back({34, "alone", "", "c"});
        applyLanguage(QStringLiteral("de"));
        auto findings = findProblems(examples);
        QVERIFY(findings.size() >= 3);
        const auto ofEntities = findProblems({{1, "one", "", R"(["I-x"])"}, {2, "two", "", R"([[0,3,"x"],[0,1,"y"]])"}}, {}, "tokens");
        QVERIFY(ofEntities.size() >= 3);
        findings.insert(findings.end(), ofEntities.begin(), ofEntities.end());
        for (const auto& finding : findings) {
            QVERIFY2(engineText(finding.message) != toQString(finding.message), finding.message.c_str());
            QVERIFY2(finding.cure.empty() || engineText(finding.cure) != toQString(finding.cure), finding.cure.c_str());
        }
    }
};

QTEST_MAIN(TestLanguage)
#include "test_language.moc"
