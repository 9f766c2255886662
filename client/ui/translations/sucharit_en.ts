<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>IdlePopup</name>
    <message numerus="yes">
        <source>In %n seconds the answers so far are erased, so that nobody else sees them.</source>
        <translation>
            <numerusform>In %n second the answers so far are erased, so that nobody else sees them.</numerusform>
            <numerusform>In %n seconds the answers so far are erased, so that nobody else sees them.</numerusform>
        </translation>
    </message>
</context>
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
    <name>SignInPage</name>
    <message numerus="yes">
        <source>%n digits typed</source>
        <translation>
            <numerusform>%n digit typed</numerusform>
            <numerusform>%n digits typed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
    <message numerus="yes">
        <source>Too many wrong PINs. Wait %n seconds, then try again.</source>
        <translation>
            <numerusform>Too many wrong PINs. Wait %n second, then try again.</numerusform>
            <numerusform>Too many wrong PINs. Wait %n seconds, then try again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::FormViewModel</name>
    <message numerus="yes">
        <source>Please write at most %n letters.</source>
        <translation>
            <numerusform>Please write at most %n letter.</numerusform>
            <numerusform>Please write at most %n letters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Please choose at most %n answers.</source>
        <translation>
            <numerusform>Please choose at most %n answer.</numerusform>
            <numerusform>Please choose at most %n answers.</numerusform>
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
