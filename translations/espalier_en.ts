<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>Compared</name>
    <message numerus="yes">
        <source>%1 of %Ln run(s).</source>
        <translation>
            <numerusform>%1 of %Ln run.</numerusform>
            <numerusform>%1 of %Ln runs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message numerus="yes">
        <source>%n kernel(s) agree with the reference</source>
        <translation>
            <numerusform>%n kernel agrees with the reference</numerusform>
            <numerusform>%n kernels agree with the reference</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Machine</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunGroupRow</name>
    <message numerus="yes">
        <source>Race of %Ln: %1</source>
        <translation>
            <numerusform>Race of %Ln: %1</numerusform>
            <numerusform>Race of %Ln: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Search, %Ln run(s): %1</source>
        <translation>
            <numerusform>Search, %Ln run: %1</numerusform>
            <numerusform>Search, %Ln runs: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cross-validation, %Ln part(s): %1</source>
        <translation>
            <numerusform>Cross-validation, %Ln part: %1</numerusform>
            <numerusform>Cross-validation, %Ln parts: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seed(s): %1</source>
        <translation>
            <numerusform>%Ln seed: %1</numerusform>
            <numerusform>%Ln seeds: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, the best of %Ln run(s)</source>
        <translation>
            <numerusform>%1, the best of %Ln run</numerusform>
            <numerusform>%1, the best of %Ln runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, mean of %Ln run(s), 95 % interval %2–%3</source>
        <translation>
            <numerusform>%1, mean of %Ln run, 95 % interval %2–%3</numerusform>
            <numerusform>%1, mean of %Ln runs, 95 % interval %2–%3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ConfusionCell</name>
    <message numerus="yes">
        <source>%Ln text(s): %1 taken for %2</source>
        <translation>
            <numerusform>%Ln text: %1 taken for %2</numerusform>
            <numerusform>%Ln texts: %1 taken for %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::DatasetList</name>
    <message numerus="yes">
        <source>%Ln dataset(s) in this workspace</source>
        <translation>
            <numerusform>%Ln dataset in this workspace</numerusform>
            <numerusform>%Ln datasets in this workspace</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::DatasetView</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 with %Ln label(s)</source>
        <translation>
            <numerusform>%1 with %Ln label</numerusform>
            <numerusform>%1 with %Ln labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” with %Ln row(s) is removed from this workspace. The file it came from stays; runs that used it keep their results.</source>
        <translation>
            <numerusform>“%1” with %Ln row is removed from this workspace. The file it came from stays; runs that used it keep their results.</numerusform>
            <numerusform>“%1” with %Ln rows is removed from this workspace. The file it came from stays; runs that used it keep their results.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln type(s) of entity</source>
        <translation>
            <numerusform>%Ln type of entity</numerusform>
            <numerusform>%Ln types of entity</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::FillRoom</name>
    <message numerus="yes">
        <source>%Ln candidate(s)</source>
        <translation>
            <numerusform>%Ln candidate</numerusform>
            <numerusform>%Ln candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::HistoryCard</name>
    <message numerus="yes">
        <source>%Ln text(s) answered, written to %1</source>
        <translation>
            <numerusform>%Ln text answered, written to %1</numerusform>
            <numerusform>%Ln texts answered, written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ImportPanel</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %Ln row(s)</source>
        <translation>
            <numerusform>the first row</numerusform>
            <numerusform>the first %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) can&apos;t be read and will be left out</source>
        <translation>
            <numerusform>%Ln line can&apos;t be read and will be left out</numerusform>
            <numerusform>%Ln lines can&apos;t be read and will be left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::LabelBalance</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::MainWindow</name>
    <message numerus="yes">
        <source>Offline · %n model(s) fetched</source>
        <translation>
            <numerusform>Offline · %n model fetched</numerusform>
            <numerusform>Offline · %n models fetched</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ModelsPage</name>
    <message numerus="yes">
        <source>%1 of %Ln model(s) installed; any folder in Hugging Face layout can be added.</source>
        <translation>
            <numerusform>%1 of %Ln model installed; any folder in Hugging Face layout can be added.</numerusform>
            <numerusform>%1 of %Ln models installed; any folder in Hugging Face layout can be added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::MoreTasks</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::PreflightCard</name>
    <message numerus="yes">
        <source>&lt;b&gt;%1&lt;/b&gt; for %Ln step(s), from a dry run</source>
        <translation>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; for %Ln step, from a dry run</numerusform>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; for %Ln steps, from a dry run</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) would be cut at %1 tokens</source>
        <translation>
            <numerusform>%Ln text would be cut at %1 tokens</numerusform>
            <numerusform>%Ln texts would be cut at %1 tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::RaceBar</name>
    <message numerus="yes">
        <source>%Ln strategies, one after the other</source>
        <translation>
            <numerusform>%Ln strategy</numerusform>
            <numerusform>%Ln strategies, one after the other</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::RaceView</name>
    <message numerus="yes">
        <source>%Ln step(s) each</source>
        <translation>
            <numerusform>%Ln step each</numerusform>
            <numerusform>%Ln steps each</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::RateFinder</name>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln step</numerusform>
            <numerusform>%Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::RecentRuns</name>
    <message numerus="yes">
        <source>%n were interrupted and can go on</source>
        <translation>
            <numerusform>%n was interrupted and can go on</numerusform>
            <numerusform>%n were interrupted and can go on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::Room</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::RowsCard</name>
    <message numerus="yes">
        <source>%Ln line(s) could not be read</source>
        <translation>
            <numerusform>%Ln line could not be read</numerusform>
            <numerusform>%Ln lines could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) match</source>
        <translation>
            <numerusform>%Ln row matches</numerusform>
            <numerusform>%Ln rows match</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::RunActions</name>
    <message numerus="yes">
        <source>%Ln run(s), their models and their curves are deleted from this computer. This can&apos;t be undone.</source>
        <translation>
            <numerusform>%Ln run, its model and its curves are deleted from this computer. This can&apos;t be undone.</numerusform>
            <numerusform>%Ln runs, their models and their curves are deleted from this computer. This can&apos;t be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::RunsPage</name>
    <message numerus="yes">
        <source>%Ln run(s); select several to compare them</source>
        <translation>
            <numerusform>%Ln run; select several to compare them</numerusform>
            <numerusform>%Ln runs; select several to compare them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::SearchBar</name>
    <message numerus="yes">
        <source>%Ln combination(s)</source>
        <translation>
            <numerusform>%Ln combination</numerusform>
            <numerusform>%Ln combinations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::SearchTable</name>
    <message numerus="yes">
        <source>cut: place %1 of %2, the best %Ln went on</source>
        <translation>
            <numerusform>cut: place %1 of %2, only the best went on</numerusform>
            <numerusform>cut: place %1 of %2, the best %Ln went on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::SearchView</name>
    <message numerus="yes">
        <source>%Ln combination(s)</source>
        <translation>
            <numerusform>%Ln combination</numerusform>
            <numerusform>%Ln combinations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln round(s)</source>
        <translation>
            <numerusform>%Ln round</numerusform>
            <numerusform>%Ln rounds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::SourceCard</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::StartPage</name>
    <message numerus="yes">
        <source>%Ln run(s) wait in the queue.</source>
        <translation>
            <numerusform>%Ln run waits in the queue.</numerusform>
            <numerusform>%Ln runs wait in the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::TextsDialog</name>
    <message numerus="yes">
        <source>%Ln text(s), the surest answers first</source>
        <translation>
            <numerusform>%Ln text, the surest answers first</numerusform>
            <numerusform>%Ln texts, the surest answers first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::TokensCard</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln added by the tokenizer</source>
        <translation>
            <numerusform>%Ln added by the tokenizer</numerusform>
            <numerusform>%Ln added by the tokenizer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <translation>
            <numerusform>%Ln unknown</numerusform>
            <numerusform>%Ln unknown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::TrainSetup</name>
    <message numerus="yes">
        <source>%Ln run(s) wait in the queue.</source>
        <translation>
            <numerusform>%Ln run waits in the queue.</numerusform>
            <numerusform>%Ln runs wait in the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::WriteRoom</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::WrittenCard</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
</TS>
