<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
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
    <name>espalier::ConfusionCell</name>
    <message numerus="yes">
        <source>%n text(s): %1 taken for %2</source>
        <translation>
            <numerusform>%n text: %1 taken for %2</numerusform>
            <numerusform>%n texts: %1 taken for %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::DatasetList</name>
    <message numerus="yes">
        <source>%n dataset(s) in this workspace</source>
        <translation>
            <numerusform>%n dataset in this workspace</numerusform>
            <numerusform>%n datasets in this workspace</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::DatasetView</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 with %n label(s)</source>
        <translation>
            <numerusform>%1 with %n label</numerusform>
            <numerusform>%1 with %n labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” with %n row(s) is removed from this workspace. The file it came from stays; runs that used it keep their results.</source>
        <translation>
            <numerusform>“%1” with %n row is removed from this workspace. The file it came from stays; runs that used it keep their results.</numerusform>
            <numerusform>“%1” with %n rows is removed from this workspace. The file it came from stays; runs that used it keep their results.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::HistoryCard</name>
    <message numerus="yes">
        <source>%n text(s) answered, written to %1</source>
        <translation>
            <numerusform>%n text answered, written to %1</numerusform>
            <numerusform>%n texts answered, written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::ImportPanel</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n row(s)</source>
        <translation>
            <numerusform>the first row</numerusform>
            <numerusform>the first %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) can&apos;t be read and will be left out</source>
        <translation>
            <numerusform>%n line can&apos;t be read and will be left out</numerusform>
            <numerusform>%n lines can&apos;t be read and will be left out</numerusform>
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
    <name>espalier::ModelsPage</name>
    <message numerus="yes">
        <source>%1 of %n model(s) installed; any folder in Hugging Face layout can be added.</source>
        <translation>
            <numerusform>%1 of %n model installed; any folder in Hugging Face layout can be added.</numerusform>
            <numerusform>%1 of %n models installed; any folder in Hugging Face layout can be added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::PlaygroundPage</name>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::PreflightCard</name>
    <message numerus="yes">
        <source>&lt;b&gt;%1&lt;/b&gt; for %n step(s), from a dry run</source>
        <translation>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; for %n step, from a dry run</numerusform>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; for %n steps, from a dry run</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) would be cut at %1 tokens</source>
        <translation>
            <numerusform>%n text would be cut at %1 tokens</numerusform>
            <numerusform>%n texts would be cut at %1 tokens</numerusform>
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
    <name>espalier::RowsCard</name>
    <message numerus="yes">
        <source>%n line(s) could not be read</source>
        <translation>
            <numerusform>%n line could not be read</numerusform>
            <numerusform>%n lines could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) match</source>
        <translation>
            <numerusform>%n row matches</numerusform>
            <numerusform>%n rows match</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::RunActions</name>
    <message numerus="yes">
        <source>%n run(s), their models and their curves are deleted from this computer. This can&apos;t be undone.</source>
        <translation>
            <numerusform>%n run, its model and its curves are deleted from this computer. This can&apos;t be undone.</numerusform>
            <numerusform>%n runs, their models and their curves are deleted from this computer. This can&apos;t be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::RunsPage</name>
    <message numerus="yes">
        <source>%n run(s); select several to compare them</source>
        <translation>
            <numerusform>%n run; select several to compare them</numerusform>
            <numerusform>%n runs; select several to compare them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::SourceCard</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::TextsDialog</name>
    <message numerus="yes">
        <source>%n text(s), the surest answers first</source>
        <translation>
            <numerusform>%n text, the surest answers first</numerusform>
            <numerusform>%n texts, the surest answers first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>espalier::TokensCard</name>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added by the tokenizer</source>
        <translation>
            <numerusform>%n added by the tokenizer</numerusform>
            <numerusform>%n added by the tokenizer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <translation>
            <numerusform>%n unknown</numerusform>
            <numerusform>%n unknown</numerusform>
        </translation>
    </message>
</context>
</TS>
