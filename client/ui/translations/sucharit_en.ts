<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>OfferCard</name>
    <message numerus="yes">
        <source>%n finished on this tablet</source>
        <translation>
            <numerusform>%n finished on this tablet</numerusform>
            <numerusform>%n finished on this tablet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::SyncViewModel</name>
    <message numerus="yes">
        <source>Done. The server has received %n response(s).</source>
        <translation>
            <numerusform>Done. The server has received %n response.</numerusform>
            <numerusform>Done. The server has received %n responses.</numerusform>
        </translation>
    </message>
</context>
</TS>
